package dev.mainstem.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Arithmetic of decimals: exact, but for division, which has 34 digits (IEEE 754 decimal128).
 *
 * <p>No decimal has more than {@value #MAX_DIGITS} digits on either side of its point: otherwise
 * {@code 1e999999999 + 1}, of a few characters, would need a gigabyte.
 */
final class Decimals {

  static final int MAX_DIGITS = 1_000;

  private Decimals() {}

  /** The same value, if it is not too long. */
  static BigDecimal checked(BigDecimal value, String operation) throws EvaluationException {
    if (Math.abs((long) value.scale()) > MAX_DIGITS || value.precision() > MAX_DIGITS) {
      throw new EvaluationException(
          operation,
          "a decimal of at most " + MAX_DIGITS + " digits",
          EvaluationException.shortened(value.toString()));
    }
    return value;
  }

  /** Applies an operator whose right operand is not zero, if it divides. */
  static BigDecimal apply(ArithmeticOperator operator, BigDecimal x, BigDecimal y)
      throws EvaluationException {
    BigDecimal result =
        switch (operator) {
          case ADD -> x.add(y);
          case SUBTRACT -> x.subtract(y);
          case MULTIPLY -> x.multiply(y);
          case DIVIDE -> x.divide(y, MathContext.DECIMAL128);
          case REMAINDER -> x.remainder(y);
        };
    return checked(result, operator.symbol());
  }

  /** Rounds half away from zero; {@code digits} behind the point, negative for those before it. */
  static BigDecimal round(BigDecimal value, long digits) {
    if (digits >= value.scale()) {
      return value;
    }
    if (digits < -2L * MAX_DIGITS) {
      return BigDecimal.ZERO;
    }
    return whole(value.setScale((int) digits, RoundingMode.HALF_UP));
  }

  static BigDecimal floor(BigDecimal value) {
    return value.scale() <= 0 ? value : value.setScale(0, RoundingMode.FLOOR);
  }

  static BigDecimal ceil(BigDecimal value) {
    return value.scale() <= 0 ? value : value.setScale(0, RoundingMode.CEILING);
  }

  /** Without a power of ten behind it: 1200 instead of 1.2E+3. */
  private static BigDecimal whole(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
