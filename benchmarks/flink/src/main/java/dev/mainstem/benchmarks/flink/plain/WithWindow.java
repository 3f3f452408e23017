package dev.mainstem.benchmarks.flink.plain;

import java.time.Instant;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of aggregates whose they are. */
class WithWindow extends ProcessWindowFunction<Totals, Totals, String, TimeWindow> {

  @Override
  public void process(
      String device, Context context, Iterable<Totals> totals, Collector<Totals> results) {
    for (Totals result : totals) {
      result.device = device;
      result.windowStart = Instant.ofEpochMilli(context.window().getStart()).toString();
      result.windowEnd = Instant.ofEpochMilli(context.window().getEnd()).toString();
      results.collect(result);
    }
  }
}
