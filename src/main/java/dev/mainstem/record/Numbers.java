package dev.mainstem.record;

import ch.randelshofer.fastdoubleparser.JavaBigDecimalParser;
import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.math.BigDecimal;

/**
 * Numbers out of texts: decimal digits with an optional sign, point and exponent, and blanks around
 * them. Neither NaN nor infinity, nor the suffixes and hexadecimals of Java.
 */
final class Numbers {

  /** Beyond this, arithmetic with a decimal would be an attack. */
  private static final int MAX_DECIMAL_SCALE = 1_000;

  private static final int MAX_LENGTH = 2_000;

  private static final int MAX_EXACT_DIGITS = 15;

  private static final double[] EXACT_POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Numbers() {}

  static Integer int32(char[] text, int from, int to) throws BadValue {
    long value = integer("int32", text, from, to);
    if (value != (int) value) {
      throw BadValue.text("int32", text, from, to);
    }
    return (int) value;
  }

  static Long int64(char[] text, int from, int to) throws BadValue {
    return integer("int64", text, from, to);
  }

  static Double float64(char[] text, int from, int to) throws BadValue {
    double plain = plain(text, from, to);
    if (!Double.isNaN(plain)) {
      return plain;
    }
    int begin = skipBlanks(text, from, to);
    int end = dropBlanks(text, begin, to);
    checkDigits("double", text, begin, end, from, to);
    try {
      double value = JavaDoubleParser.parseDouble(text, begin, end - begin);
      if (!Double.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw BadValue.text("double", text, from, to);
    }
    throw BadValue.text("a finite double", text, from, to);
  }

  /**
   * The value of digits with a sign or a point and nothing else, NaN for any other text.
   *
   * <p>Up to 15 digits are a double without rounding, as is the power of ten below them, and what
   * IEEE 754 rounds but once is rounded right: William D. Clinger, "How to Read Floating Point
   * Numbers Accurately" (1990).
   */
  private static double plain(char[] text, int from, int to) {
    boolean negative = from < to && text[from] == '-';
    int first = negative ? from + 1 : from;
    if (to - first > MAX_EXACT_DIGITS + 1) {
      return Double.NaN;
    }
    long digits = 0;
    int point = -1;
    for (int i = first; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (text[i] == '.' && point < 0) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    int count = point < 0 ? to - first : to - first - 1;
    if (count <= 0 || count > MAX_EXACT_DIGITS) {
      return Double.NaN;
    }
    double value = point < 0 ? digits : digits / EXACT_POWERS[to - point - 1];
    return negative ? -value : value;
  }

  static Float float32(char[] text, int from, int to) throws BadValue {
    int begin = skipBlanks(text, from, to);
    int end = dropBlanks(text, begin, to);
    checkDigits("float", text, begin, end, from, to);
    try {
      float value = JavaFloatParser.parseFloat(text, begin, end - begin);
      if (!Float.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw BadValue.text("float", text, from, to);
    }
    throw BadValue.text("a finite float", text, from, to);
  }

  static BigDecimal decimal(char[] text, int from, int to) throws BadValue {
    return decimal("decimal", text, from, to);
  }

  private static BigDecimal decimal(String type, char[] text, int from, int to) throws BadValue {
    int begin = skipBlanks(text, from, to);
    int end = dropBlanks(text, begin, to);
    checkDigits(type, text, begin, end, from, to);
    try {
      BigDecimal value = JavaBigDecimalParser.parseBigDecimal(text, begin, end - begin);
      if (Math.abs(value.scale()) <= MAX_DECIMAL_SCALE) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw BadValue.text(type, text, from, to);
    }
    throw BadValue.text(type + " with an exponent within " + MAX_DECIMAL_SCALE, text, from, to);
  }

  private static long integer(String type, char[] text, int from, int to) throws BadValue {
    int begin = skipBlanks(text, from, to);
    int end = dropBlanks(text, begin, to);
    boolean negative = begin < end && text[begin] == '-';
    int first = negative || (begin < end && text[begin] == '+') ? begin + 1 : begin;
    // up to 18 digits can't overflow; the rest, and whole numbers written as 5.0 or 2e3, are rare
    if (first == end || end - first > 18) {
      return exact(type, text, from, to);
    }
    long value = 0;
    for (int i = first; i < end; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return exact(type, text, from, to);
      }
      value = 10 * value + digit;
    }
    return negative ? -value : value;
  }

  private static long exact(String type, char[] text, int from, int to) throws BadValue {
    try {
      return decimal(type, text, from, to).longValueExact();
    } catch (ArithmeticException e) {
      throw BadValue.text(type, text, from, to);
    }
  }

  private static void checkDigits(String type, char[] text, int begin, int end, int from, int to)
      throws BadValue {
    boolean fits = begin < end && end - begin <= MAX_LENGTH;
    for (int i = begin; fits && i < end; i++) {
      char c = text[i];
      fits = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }
    if (!fits) {
      throw BadValue.text(type, text, from, to);
    }
  }

  private static int skipBlanks(char[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] <= ' ') {
      i++;
    }
    return i;
  }

  private static int dropBlanks(char[] text, int from, int to) {
    int i = to;
    while (i > from && text[i - 1] <= ' ') {
      i--;
    }
    return i;
  }
}
