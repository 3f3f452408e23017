package dev.mainstem.benchmarks.flink.plain;

/** A row with two more fields. */
public class Derived {

  public long id;
  public String device;
  public String at;
  public double x;
  public double y;
  public double total;
  public double line;

  static Derived of(Reading reading) {
    Derived derived = new Derived();
    derived.id = reading.id;
    derived.device = reading.device;
    derived.at = reading.at.toString();
    derived.x = reading.x;
    derived.y = reading.y;
    derived.total = reading.x + reading.y;
    derived.line = 1.8 * reading.x + 32;
    return derived;
  }
}
