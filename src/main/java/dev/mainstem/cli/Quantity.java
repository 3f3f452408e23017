package dev.mainstem.cli;

import java.util.Locale;

/** How many there are of something, in words: {@code 1 row}, {@code 1,234 rows}. */
final class Quantity {

  private Quantity() {}

  /** Of what has its plural with an s. */
  static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /** Of what has another plural. */
  static String of(long count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  /** The number alone, the same in every language. */
  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
