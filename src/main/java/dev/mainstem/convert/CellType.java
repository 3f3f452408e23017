package dev.mainstem.convert;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;

/**
 * What the cells of a column have in common, as far as they were seen: int64, else double, else
 * boolean, else string.
 *
 * <p>A number is digits with an optional minus, point and exponent, and blanks around it. It stays
 * text where a number would lose digits: with leading zeros, as in {@code 007}, or beyond 64 bits.
 * Where doubles can't tell all fractions of a column exactly, it is decimal. Not thread-safe.
 */
public final class CellType {

  /** Up to so many characters every fraction without an exponent survives as a double. */
  private static final int EXACT_CHARS = 16;

  private static final int INT64_SAFE_CHARS = 18;
  private static final long DOUBLE_EXACT = 1L << 53;
  private static final int MAX_CHARS = 1_000;
  private static final int MAX_SCALE = 1_000;

  private boolean integers;
  private boolean largeIntegers;
  private boolean fractions;
  private boolean exactFractions;
  private boolean booleans;
  private boolean texts;

  /** Sees one more cell, which is not null. */
  public void add(String cell) {
    if (texts) {
      return;
    }
    String text = cell.strip();
    int begin = text.startsWith("-") ? 1 : 0;
    if (isInteger(text, begin)) {
      addInteger(text);
    } else if (isFraction(text, begin)) {
      addFraction(text);
    } else if (cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false")) {
      booleans = true;
    } else {
      texts = true;
    }
  }

  /** The type of all cells so far; string if there was none. */
  public FieldType type() {
    boolean numbers = integers || fractions;
    if (texts || (numbers && booleans)) {
      return FieldType.STRING;
    }
    if (fractions) {
      return exactFractions || largeIntegers ? FieldType.DECIMAL : FieldType.DOUBLE;
    }
    return integers ? FieldType.INT64 : booleans ? FieldType.BOOLEAN : FieldType.STRING;
  }

  private void addInteger(String text) {
    if (text.equals("-0")) {
      fractions = true;
      return;
    }
    integers = true;
    if (text.length() >= EXACT_CHARS) {
      addLargeInteger(text);
    }
  }

  private void addLargeInteger(String text) {
    try {
      long value = Long.parseLong(text);
      largeIntegers |= value > DOUBLE_EXACT || value < -DOUBLE_EXACT;
    } catch (NumberFormatException e) {
      // too large: Long takes every other text of this form
      texts = true;
    }
  }

  private void addFraction(String text) {
    fractions = true;
    if (text.length() > EXACT_CHARS || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      addExactFraction(text);
    }
  }

  private void addExactFraction(String text) {
    double rounded = Double.parseDouble(text);
    if (Double.isInfinite(rounded) || text.length() > MAX_CHARS) {
      texts = true;
      return;
    }
    BigDecimal exact = new BigDecimal(text);
    if (exact.compareTo(new BigDecimal(Double.toString(rounded))) != 0) {
      exactFractions = true;
      texts = Math.abs(exact.scale()) > MAX_SCALE;
    }
  }

  private static boolean isInteger(String text, int begin) {
    int end = pastDigits(text, begin);
    return end > begin && end == text.length() && !startsWithIdleZero(text, begin, end);
  }

  /** Digits with a point, an exponent or both. */
  private static boolean isFraction(String text, int begin) {
    int whole = pastDigits(text, begin);
    boolean point = whole < text.length() && text.charAt(whole) == '.';
    int mantissa = point ? pastDigits(text, whole + 1) : whole;
    int digits = mantissa - begin - (point ? 1 : 0);
    if (digits == 0 || startsWithIdleZero(text, begin, whole)) {
      return false;
    }
    return mantissa == text.length() ? point : isExponent(text, mantissa);
  }

  private static boolean isExponent(String text, int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    boolean sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
    int begin = at + (sign ? 2 : 1);
    int end = pastDigits(text, begin);
    return end > begin && end == text.length() && end - begin <= INT64_SAFE_CHARS / 2;
  }

  private static boolean startsWithIdleZero(String text, int begin, int end) {
    return end - begin > 1 && text.charAt(begin) == '0';
  }

  private static int pastDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
