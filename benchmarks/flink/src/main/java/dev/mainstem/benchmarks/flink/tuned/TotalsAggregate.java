package dev.mainstem.benchmarks.flink.tuned;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds readings to totals. */
final class TotalsAggregate implements AggregateFunction<Reading, Totals, Totals> {

  @Override
  public Totals createAccumulator() {
    return new Totals();
  }

  @Override
  public Totals add(Reading reading, Totals totals) {
    totals.add(reading.x);
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
