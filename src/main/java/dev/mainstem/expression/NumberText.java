package dev.mainstem.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * How numbers are written, and how a text is read as one.
 *
 * <p>A float or double is written with the fewest digits that are read as the same value again, in
 * the notation of JSON and JavaScript (ECMA-262, Number::toString): {@code 1}, {@code 0.1}, {@code
 * 1e-7}, {@code 1e+21}.
 */
final class NumberText {

  private static final int LEAST_PLAIN_EXPONENT = -6;
  private static final int MOST_PLAIN_EXPONENT = 21;

  private static final int DISTINCT_DIGITS_OF_DOUBLE = 15;
  private static final int DISTINCT_DIGITS_OF_FLOAT = 6;

  private NumberText() {}

  static String of(double value) {
    return notation(shortest(value));
  }

  static String of(float value) {
    return notation(shortest(value));
  }

  /** The decimal of the fewest digits that is this double, which must be finite. */
  static BigDecimal shortest(double value) {
    boolean normal = Math.abs(value) >= Double.MIN_NORMAL;
    return shortest(
        new BigDecimal(Double.toString(value)).stripTrailingZeros(),
        normal ? DISTINCT_DIGITS_OF_DOUBLE : 1,
        new BigDecimal(value),
        decimal -> decimal.doubleValue() == value);
  }

  /** The decimal of the fewest digits that is this float, which must be finite. */
  static BigDecimal shortest(float value) {
    boolean normal = Math.abs(value) >= Float.MIN_NORMAL;
    return shortest(
        new BigDecimal(Float.toString(value)).stripTrailingZeros(),
        normal ? DISTINCT_DIGITS_OF_FLOAT : 1,
        new BigDecimal(value),
        decimal -> decimal.floatValue() == value);
  }

  /**
   * @param nearly what Java writes, which before Java 19 may have a digit too many
   * @param certain with so many digits, no two decimals are the same value
   * @param exact all digits of the binary value
   */
  private static BigDecimal shortest(
      BigDecimal nearly, int certain, BigDecimal exact, Predicate<BigDecimal> same) {
    BigDecimal shortest = nearly;
    while (shortest.precision() > certain) {
      MathContext shorter = new MathContext(shortest.precision() - 1, RoundingMode.HALF_EVEN);
      BigDecimal candidate = exact.round(shorter).stripTrailingZeros();
      if (!same.test(candidate)) {
        break;
      }
      shortest = candidate;
    }
    return shortest;
  }

  private static String notation(BigDecimal value) {
    int exponent = value.precision() - value.scale();
    if (value.signum() == 0) {
      return "0";
    }
    if (exponent > LEAST_PLAIN_EXPONENT && exponent <= MOST_PLAIN_EXPONENT) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().abs().toString();
    String point = digits.length() == 1 ? "" : "." + digits.substring(1);
    return "%s%s%se%+d"
        .formatted(value.signum() < 0 ? "-" : "", digits.charAt(0), point, exponent - 1);
  }

  /**
   * Whether it is an optional sign and ASCII digits, and where allowed a point and an exponent.
   * Java's own readers would also take digits of other scripts, hexadecimals and suffixes.
   */
  static boolean isNumber(String text, boolean whole) {
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      boolean sign = c == '+' || c == '-';
      boolean allowed = whole ? sign && i == 0 : sign || c == '.' || c == 'e' || c == 'E';
      if (!allowed && !(c >= '0' && c <= '9')) {
        return false;
      }
    }
    return digit;
  }
}
