package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;

/**
 * Makes whole numbers of a range: fractions are cut off towards zero, what is out of the range
 * fails.
 */
record IntegerCast(FieldType type, long least, long most) {

  private static final double TWO_TO_63 = 0x1p63;

  static IntegerCast to(FieldType type) {
    return type == FieldType.INT32
        ? new IntegerCast(type, Integer.MIN_VALUE, Integer.MAX_VALUE)
        : new IntegerCast(type, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  long of(long value) throws EvaluationException {
    if (value < least || value > most) {
      throw failed(Long.toString(value));
    }
    return value;
  }

  long of(double value) throws EvaluationException {
    if (!(value >= -TWO_TO_63 && value < TWO_TO_63)) {
      throw failed(Double.isFinite(value) ? NumberText.of(value) : Double.toString(value));
    }
    return of((long) value);
  }

  long of(BigDecimal value) throws EvaluationException {
    if (value.toBigInteger().bitLength() >= Long.SIZE) {
      throw failed(EvaluationException.shortened(value.toPlainString()));
    }
    return of(value.longValue());
  }

  long of(String text) throws EvaluationException {
    String number = text.strip();
    if (!NumberText.isNumber(number, true)) {
      throw failed(EvaluationException.quoted(text));
    }
    try {
      return of(Long.parseLong(number));
    } catch (NumberFormatException e) {
      throw failed(EvaluationException.quoted(text));
    }
  }

  private EvaluationException failed(String found) {
    return new EvaluationException(
        "cast to " + type.word(), "a whole number from " + least + " to " + most, found);
  }
}
