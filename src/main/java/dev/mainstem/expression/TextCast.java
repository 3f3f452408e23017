package dev.mainstem.expression;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads texts as values. White space around them has no meaning. */
final class TextCast {

  private TextCast() {}

  static boolean toBoolean(String text) throws EvaluationException {
    String word = text.strip();
    if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false")) {
      throw failed("boolean", "true or false", text);
    }
    return word.equalsIgnoreCase("true");
  }

  static BigDecimal toDecimal(String text) throws EvaluationException {
    String number = text.strip();
    if (!NumberText.isNumber(number, false)) {
      throw failed("decimal", "a number", text);
    }
    try {
      return Decimals.checked(new BigDecimal(number), "cast to decimal");
    } catch (NumberFormatException e) {
      throw failed("decimal", "a number", text);
    }
  }

  static long toTimestamp(String text) throws EvaluationException {
    try {
      return TimestampText.parse(text.strip());
    } catch (DateTimeException e) {
      throw failed("timestamp", "an ISO-8601 time such as 2026-01-31T12:00:00Z", text);
    }
  }

  static LocalDate toDate(String text) throws EvaluationException {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw failed("date", "a day such as 2026-01-31", text);
    }
  }

  private static EvaluationException failed(String type, String expected, String found) {
    return new EvaluationException("cast to " + type, expected, EvaluationException.quoted(found));
  }
}
