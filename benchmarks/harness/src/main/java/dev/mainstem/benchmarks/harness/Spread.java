package dev.mainstem.benchmarks.harness;

import java.util.Arrays;

/**
 * What some runs have in common: the one in the middle, and how far apart they were. NaN if there
 * were none.
 */
record Spread(double median, double min, double max) {

  static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
  }

  String toString(String format) {
    if (Double.isNaN(median)) {
      return "-";
    }
    return String.format(format + " (" + format + "..." + format + ")", median, min, max)
        .replace("...", "..");
  }
}
