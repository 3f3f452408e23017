package dev.mainstem.aggregate;

import java.math.BigInteger;

/**
 * The number significand · 2^exponent: what sums and products of doubles are, exactly. Its
 * quotients and roots are rounded once, to the nearest double. Immutable.
 */
record Dyadic(BigInteger significand, int exponent) {

  /** Bits of a quotient or a root that leave a double no doubt, with one for the remainder. */
  private static final int BITS = 60;

  private static final int DOUBLE_BITS = 53;
  private static final int LEAST_EXPONENT = Double.MIN_EXPONENT - DOUBLE_BITS + 1;

  static Dyadic of(long whole) {
    return of(BigInteger.valueOf(whole));
  }

  static Dyadic of(BigInteger whole) {
    return new Dyadic(whole, 0);
  }

  boolean isZero() {
    return significand.signum() == 0;
  }

  Dyadic times(Dyadic other) {
    return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
  }

  Dyadic times(long factor) {
    return times(of(factor));
  }

  Dyadic plus(Dyadic other) {
    return minus(other.times(-1));
  }

  Dyadic minus(Dyadic other) {
    int common = Math.min(exponent, other.exponent);
    return new Dyadic(scaledTo(common).subtract(other.scaledTo(common)), common);
  }

  /** How many of 2^lower it is, for an exponent that is no larger than its own. */
  BigInteger scaledTo(int lower) {
    return significand.shiftLeft(exponent - lower);
  }

  /**
   * The double nearest to the quotient; infinite where it is out of the range of one.
   *
   * @param divisor not zero
   */
  double dividedBy(Dyadic divisor) {
    double quotient = quotient(divisor, BITS).rounded();
    return significand.signum() * divisor.significand.signum() < 0 ? -quotient : quotient;
  }

  /**
   * The double nearest to the square root of the quotient.
   *
   * @param divisor not zero, and of this one's sign if this is not zero
   */
  double rootOfQuotient(Dyadic divisor) {
    Dyadic quotient = quotient(divisor, 2 * BITS);
    int odd = quotient.exponent & 1;
    BigInteger[] root = quotient.significand.shiftLeft(odd).sqrtAndRemainder();
    return withRest(root[0], root[1], (quotient.exponent - odd) >> 1).rounded();
  }

  /** The quotient of the magnitudes, to some bits at least, its last one telling of a rest. */
  private Dyadic quotient(Dyadic divisor, int bits) {
    BigInteger dividend = significand.abs();
    BigInteger by = divisor.significand.abs();
    int shift = Math.max(0, bits + by.bitLength() - dividend.bitLength());
    BigInteger[] quotient = dividend.shiftLeft(shift).divideAndRemainder(by);
    return withRest(quotient[0], quotient[1], exponent - divisor.exponent - shift);
  }

  private static Dyadic withRest(BigInteger whole, BigInteger rest, int exponent) {
    BigInteger doubled = whole.shiftLeft(1);
    return new Dyadic(rest.signum() == 0 ? doubled : doubled.setBit(0), exponent - 1);
  }

  /** The nearest double of a positive number or zero; of two equally near, the even one. */
  private double rounded() {
    int surplus = Math.max(significand.bitLength() - DOUBLE_BITS, LEAST_EXPONENT - exponent);
    if (surplus <= 0) {
      return Math.scalb(significand.doubleValue(), exponent);
    }
    BigInteger kept = significand.shiftRight(surplus);
    boolean half = significand.testBit(surplus - 1);
    boolean more = significand.getLowestSetBit() < surplus - 1;
    boolean up = half && (more || kept.testBit(0));
    return Math.scalb((up ? kept.add(BigInteger.ONE) : kept).doubleValue(), exponent + surplus);
  }
}
