package dev.mainstem.benchmarks.flink.plain;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Answers one line for each device, when all rows have been read. */
class FitLine extends KeyedProcessFunction<String, Reading, Fit> {

  private transient ValueState<Moments> state;

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(new ValueStateDescriptor<>("moments", Moments.class));
  }

  @Override
  public void processElement(Reading reading, Context context, Collector<Fit> fits)
      throws Exception {
    Moments moments = state.value();
    if (moments == null) {
      moments = new Moments();
      // The watermark of the end is this one.
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    moments.add(reading.x, reading.y);
    state.update(moments);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Fit> fits)
      throws Exception {
    fits.collect(state.value().fit(context.getCurrentKey()));
  }
}
