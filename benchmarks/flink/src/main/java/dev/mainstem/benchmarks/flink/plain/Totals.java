package dev.mainstem.benchmarks.flink.plain;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The aggregates of a device in a window; the accumulator of them too. */
public class Totals {

  public String device;
  public long n;
  public double total;
  public double lowest = Double.POSITIVE_INFINITY;
  public double highest = Double.NEGATIVE_INFINITY;

  @JsonProperty("window_start")
  public String windowStart;

  @JsonProperty("window_end")
  public String windowEnd;
}
