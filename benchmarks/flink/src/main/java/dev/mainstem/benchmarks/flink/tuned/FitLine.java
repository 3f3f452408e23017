package dev.mainstem.benchmarks.flink.tuned;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Answers one line for each device when all rows have been read. Moments on the heap are changed in
 * place.
 */
final class FitLine extends KeyedProcessFunction<String, Reading, DeviceFit> {

  private transient ValueState<Moments> state;
  private transient DeviceFit fit;

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(new ValueStateDescriptor<>("moments", Moments.class));
    fit = new DeviceFit();
  }

  @Override
  public void processElement(Reading reading, Context context, Collector<DeviceFit> fits)
      throws Exception {
    Moments moments = state.value();
    if (moments == null) {
      moments = new Moments();
      state.update(moments);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    moments.add(reading.x, reading.y);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<DeviceFit> fits)
      throws Exception {
    fit.device = context.getCurrentKey();
    fit.moments = state.value();
    fits.collect(fit);
  }
}
