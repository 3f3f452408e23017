package dev.mainstem.benchmarks.beam;

import java.io.Serializable;
import org.apache.beam.sdk.transforms.Combine;

/** Counts, adds, and keeps the least and the most. */
class TotalsFn extends Combine.CombineFn<Double, TotalsFn.Totals, TotalsFn.Totals> {

  /** Accumulator and result. */
  static class Totals implements Serializable {
    long n;
    double total;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;

    @Override
    public boolean equals(Object other) {
      return other instanceof Totals that
          && n == that.n
          && total == that.total
          && lowest == that.lowest
          && highest == that.highest;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(total);
    }
  }

  @Override
  public Totals createAccumulator() {
    return new Totals();
  }

  @Override
  public Totals addInput(Totals totals, Double x) {
    totals.n++;
    totals.total += x;
    totals.lowest = Math.min(totals.lowest, x);
    totals.highest = Math.max(totals.highest, x);
    return totals;
  }

  @Override
  public Totals mergeAccumulators(Iterable<Totals> parts) {
    Totals all = new Totals();
    for (Totals part : parts) {
      all.n += part.n;
      all.total += part.total;
      all.lowest = Math.min(all.lowest, part.lowest);
      all.highest = Math.max(all.highest, part.highest);
    }
    return all;
  }

  @Override
  public Totals extractOutput(Totals totals) {
    return totals;
  }
}
