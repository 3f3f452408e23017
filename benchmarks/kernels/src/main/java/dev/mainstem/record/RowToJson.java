package dev.mainstem.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A row as JSON in UTF-8, beside a StringBuilder that escapes nothing. */
@State(Scope.Thread)
public class RowToJson {

  private final Schema schema =
      Rows.schemaOf(
          RowType.of(
              new RowType.Field("id", FieldType.INT64, false),
              new RowType.Field("device", FieldType.STRING, false),
              new RowType.Field("at", FieldType.TIMESTAMP, false),
              new RowType.Field("x", FieldType.DOUBLE, false)));
  private final RowJson json = new RowJson(schema);
  private Row row =
      Rows.of(schema, 4711L, "d000815", Instant.ofEpochMilli(1_767_225_882_123L), 21.074);

  @Benchmark
  public Object kernel() {
    return json.toBytes(row);
  }

  @Benchmark
  public Object reference() {
    List<Object> values = row.getValues();
    java.time.Instant at = java.time.Instant.ofEpochMilli(((Instant) values.get(2)).getMillis());
    return new StringBuilder(128)
        .append("{\"id\":")
        .append(values.get(0))
        .append(",\"device\":\"")
        .append(values.get(1))
        .append("\",\"at\":\"")
        .append(at)
        .append("\",\"x\":")
        .append(values.get(3))
        .append('}')
        .toString()
        .getBytes(UTF_8);
  }
}
