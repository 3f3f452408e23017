package dev.mainstem.expression;

import java.math.BigDecimal;

/**
 * Which of two values comes first; negative, 0 or positive as in {@link java.util.Comparator}.
 * Numbers of different types are compared exactly, without rounding one to the type of the other.
 */
final class Order {

  private static final double TWO_TO_63 = 0x1p63;

  private Order() {}

  /** Minus zero equals zero; NaN comes last, although no result of an expression is one. */
  static int of(double x, double y) {
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : Double.compare(x, y);
  }

  static int of(long x, double y) {
    if (Double.isNaN(y) || y >= TWO_TO_63) {
      return -1;
    }
    if (y < -TWO_TO_63) {
      return 1;
    }
    long whole = (long) y;
    return x != whole ? Long.compare(x, whole) : of(0.0, y - whole);
  }

  static int of(BigDecimal x, double y) {
    return Double.isFinite(y) ? x.compareTo(new BigDecimal(y)) : Double.compare(0, y);
  }

  /** By code point, as UTF-8 would sort them; the order of chars is another beyond U+FFFF. */
  static int of(String x, String y) {
    int length = Math.min(x.length(), y.length());
    for (int i = 0; i < length; i++) {
      if (x.charAt(i) != y.charAt(i)) {
        return rank(x.charAt(i)) - rank(y.charAt(i));
      }
    }
    return x.length() - y.length();
  }

  /** A surrogate is part of a character that comes behind all those of one char. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }
}
