package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;

/**
 * Makes floats or doubles: the nearest one; what is beyond all of them fails.
 *
 * @param type float or double
 */
record RealCast(FieldType type) {

  static RealCast to(FieldType type) {
    return new RealCast(type);
  }

  private boolean isFloat() {
    return type == FieldType.FLOAT;
  }

  Code.OfDouble ofLongs(Code.OfLong code) {
    return isFloat() ? frame -> (float) code.eval(frame) : frame -> (double) code.eval(frame);
  }

  Code.OfDouble ofDoubles(Code.OfDouble code) {
    if (!isFloat()) {
      return code;
    }
    return frame -> {
      double value = code.eval(frame);
      return frame.isNull ? 0 : narrowed(value);
    };
  }

  private double narrowed(double value) throws EvaluationException {
    float nearest = (float) value;
    if (!Float.isFinite(nearest)) {
      throw failed(Double.toString(value));
    }
    return nearest;
  }

  Code.OfDouble ofDecimals(Code.OfObject<BigDecimal> code) {
    return frame -> {
      BigDecimal value = code.eval(frame);
      return value == null ? 0 : of(value);
    };
  }

  private double of(BigDecimal value) throws EvaluationException {
    double nearest = isFloat() ? value.floatValue() : value.doubleValue();
    if (!Double.isFinite(nearest)) {
      throw failed(EvaluationException.shortened(value.toString()));
    }
    return nearest;
  }

  Code.OfDouble ofTexts(Code.OfObject<String> code) {
    return frame -> {
      String text = code.eval(frame);
      return text == null ? 0 : of(text);
    };
  }

  private double of(String text) throws EvaluationException {
    String number = text.strip();
    double nearest = Double.NaN;
    if (NumberText.isNumber(number, false)) {
      try {
        nearest = isFloat() ? Float.parseFloat(number) : Double.parseDouble(number);
      } catch (NumberFormatException e) {
        throw failed(EvaluationException.quoted(text));
      }
    }
    if (!Double.isFinite(nearest)) {
      throw failed(EvaluationException.quoted(text));
    }
    return nearest;
  }

  private EvaluationException failed(String found) {
    return new EvaluationException(
        "cast to " + type.word(), "a number within " + type.word(), found);
  }
}
