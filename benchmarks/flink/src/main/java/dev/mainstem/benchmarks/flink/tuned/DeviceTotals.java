package dev.mainstem.benchmarks.flink.tuned;

/**
 * Aggregates, and whose they are. It never leaves its task, so it needs no serialiser of its own.
 */
public final class DeviceTotals implements java.io.Serializable {

  public String device = "";
  public long windowStart;
  public long windowEnd;
  public Totals totals = new Totals();
}
