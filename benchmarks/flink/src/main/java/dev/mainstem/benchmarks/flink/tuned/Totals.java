package dev.mainstem.benchmarks.flink.tuned;

/**
 * The aggregates of a device in a window, changed in place. A POJO in Flink's sense, for the
 * snapshot of state.
 */
public final class Totals implements java.io.Serializable {

  public long n;
  public double total;
  public double lowest = Double.POSITIVE_INFINITY;
  public double highest = Double.NEGATIVE_INFINITY;

  void add(double x) {
    n++;
    total += x;
    lowest = Math.min(lowest, x);
    highest = Math.max(highest, x);
  }

  void add(Totals other) {
    n += other.n;
    total += other.total;
    lowest = Math.min(lowest, other.lowest);
    highest = Math.max(highest, other.highest);
  }
}
