package dev.mainstem.benchmarks.flink.plain;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Counts, adds, and keeps the least and the most. */
class TotalsAggregate implements AggregateFunction<Reading, Totals, Totals> {

  @Override
  public Totals createAccumulator() {
    return new Totals();
  }

  @Override
  public Totals add(Reading reading, Totals totals) {
    totals.n++;
    totals.total += reading.x;
    totals.lowest = Math.min(totals.lowest, reading.x);
    totals.highest = Math.max(totals.highest, reading.x);
    return totals;
  }

  @Override
  public Totals getResult(Totals totals) {
    return totals;
  }

  @Override
  public Totals merge(Totals one, Totals other) {
    one.n += other.n;
    one.total += other.total;
    one.lowest = Math.min(one.lowest, other.lowest);
    one.highest = Math.max(one.highest, other.highest);
    return one;
  }
}
