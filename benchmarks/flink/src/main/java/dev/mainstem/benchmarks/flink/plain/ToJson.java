package dev.mainstem.benchmarks.flink.plain;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** A result as a line of JSON. */
class ToJson<T> extends RichMapFunction<T, String> {

  private transient ObjectMapper mapper;

  @Override
  public void open(OpenContext context) {
    mapper = new ObjectMapper();
  }

  @Override
  public String map(T result) throws Exception {
    return mapper.writeValueAsString(result);
  }
}
