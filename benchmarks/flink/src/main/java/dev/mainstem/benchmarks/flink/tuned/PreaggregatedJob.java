package dev.mainstem.benchmarks.flink.tuned;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.time.Time;

/**
 * {@code PreaggregatedJob aggregate DATA OUT WINDOW_MILLIS}: the {@link TunedJob} with an operator
 * of its own in front of the shuffle, so that a row costs neither shuffle nor window operator. It
 * shows what is left to gain below the API.
 */
public final class PreaggregatedJob {

  private PreaggregatedJob() {}

  public static void main(String[] args) throws Exception {
    long windowMillis = Long.parseLong(args[3]);
    StreamExecutionEnvironment env = TunedJob.environment();
    DataStream<DeviceTotals> totals =
        TunedJob.readInOrder(env, args[1], Columns.DEVICE_TIME_X)
            .transform(
                "preaggregate",
                TypeInformation.of(DeviceTotals.class),
                new PreAggregate(windowMillis))
            .keyBy(part -> part.device)
            .window(TumblingEventTimeWindows.of(Time.milliseconds(windowMillis)))
            .aggregate(new MergeTotals(), new WithWindow());
    totals.sinkTo(new LineSink<>(args[2] + "/result/rows", new TotalsFormat()));
    env.execute("preaggregated");
  }

  /** Adds up the parts of several readers. */
  private static final class MergeTotals
      implements AggregateFunction<DeviceTotals, Totals, Totals> {

    @Override
    public Totals createAccumulator() {
      return new Totals();
    }

    @Override
    public Totals add(DeviceTotals part, Totals totals) {
      totals.add(part.totals);
      return totals;
    }

    @Override
    public Totals getResult(Totals totals) {
      return totals;
    }

    @Override
    public Totals merge(Totals one, Totals other) {
      one.add(other);
      return one;
    }
  }
}
