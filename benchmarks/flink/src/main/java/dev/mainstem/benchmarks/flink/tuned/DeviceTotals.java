package dev.mainstem.benchmarks.flink.tuned;

/**
 * Aggregates, and whose they are. A POJO in Flink's sense: few enough are shuffled, if any, for
 * Flink's own serialiser.
 */
public final class DeviceTotals implements java.io.Serializable {

  public String device = "";
  public long windowStart;
  public long windowEnd;
  public Totals totals = new Totals();
}
