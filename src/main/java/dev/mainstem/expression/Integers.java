package dev.mainstem.expression;

/** Arithmetic of int64 that never wraps. */
final class Integers {

  private static final String RANGE = "a result within int64";

  private Integers() {}

  static long add(long x, long y) throws EvaluationException {
    long sum = x + y;
    if (((x ^ sum) & (y ^ sum)) < 0) {
      throw new EvaluationException("+", RANGE, x + " + " + y);
    }
    return sum;
  }

  static long subtract(long x, long y) throws EvaluationException {
    long difference = x - y;
    if (((x ^ y) & (x ^ difference)) < 0) {
      throw new EvaluationException("-", RANGE, x + " - " + y);
    }
    return difference;
  }

  static long multiply(long x, long y) throws EvaluationException {
    long product = x * y;
    if (Math.multiplyHigh(x, y) != product >> 63) {
      throw new EvaluationException("*", RANGE, x + " * " + y);
    }
    return product;
  }

  static long negate(long x) throws EvaluationException {
    if (x == Long.MIN_VALUE) {
      throw new EvaluationException("-", RANGE, "-(" + x + ")");
    }
    return -x;
  }

  static long absolute(long x) throws EvaluationException {
    if (x == Long.MIN_VALUE) {
      throw new EvaluationException("abs", RANGE, "abs(" + x + ")");
    }
    return Math.abs(x);
  }
}
