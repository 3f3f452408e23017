package dev.mainstem.benchmarks.flink.tuned;

/** The moments of a device; it never leaves its task. */
public final class DeviceFit {

  public String device = "";
  public Moments moments = new Moments();
}
