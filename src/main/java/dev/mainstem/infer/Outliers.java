package dev.mainstem.infer;

/**
 * What is a slip rather than a value: of many values, one in two hundred may be no time or no
 * number, and the others say what the column is. Those will be rejected, one by one.
 */
final class Outliers {

  private static final int ONE_IN = 200;

  private Outliers() {}

  /** Whether so few of all values are something else. */
  static boolean areFew(long others, long all) {
    return others * ONE_IN <= all;
  }
}
