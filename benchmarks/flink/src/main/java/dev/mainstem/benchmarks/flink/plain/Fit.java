package dev.mainstem.benchmarks.flink.plain;

/** The line through the rows of a device. */
public class Fit {

  public String device;
  public long n;
  public double a;
  public double b;
  public double r2;
}
