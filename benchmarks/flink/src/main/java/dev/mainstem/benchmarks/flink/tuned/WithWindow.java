package dev.mainstem.benchmarks.flink.tuned;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of totals whose they are; the sink behind it has written one before the next comes. */
final class WithWindow extends ProcessWindowFunction<Totals, DeviceTotals, String, TimeWindow> {

  private final DeviceTotals result = new DeviceTotals();

  @Override
  public void process(
      String device, Context context, Iterable<Totals> totals, Collector<DeviceTotals> results) {
    result.device = device;
    result.windowStart = context.window().getStart();
    result.windowEnd = context.window().getEnd();
    result.totals = totals.iterator().next();
    results.collect(result);
  }
}
