package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The function {@code round}: half away from zero. A double is rounded as the decimal that it is
 * written as, so that 0.285 to two digits is 0.29 although the double is a little less than that.
 */
final class Rounding {

  private static final double[] POWERS_OF_TEN = powersOfTen();

  /** Below it, the error of a product is far less than {@link #CLOSE_TO_HALF}. */
  private static final double MOST_SCALED = 0x1p40;

  private static final double CLOSE_TO_HALF = 0x1p-10;

  /** Doubles have no digits further from the point than this. */
  private static final int MOST_DIGITS = 400;

  private Rounding() {}

  private static double[] powersOfTen() {
    double[] powers = new double[16];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  static Typed of(Call call) throws ExpressionException {
    Typed number = call.number(0);
    if (!call.has(1) && number.type() == FieldType.DOUBLE) {
      return call.result(FieldType.DOUBLE, Strict.doubles(number.doubles(), Rounding::round));
    }
    Code.OfLong digits = call.has(1) ? call.integer(1) : frame -> 0;
    return switch (number.type()) {
      case INT64 -> call.result(FieldType.INT64, longs(number.longs(), digits));
      case DOUBLE -> call.nullable(FieldType.DOUBLE, doubles(number.doubles(), digits));
      default -> call.result(FieldType.DECIMAL, decimals(number.objects(), digits));
    };
  }

  private static Code longs(Code.OfLong numbers, Code.OfLong digits) {
    return Strict.longs(numbers, digits, Rounding::round);
  }

  private static long round(long number, long digits) throws EvaluationException {
    if (digits >= 0) {
      return number;
    }
    BigDecimal rounded = Decimals.round(BigDecimal.valueOf(number), digits);
    if (rounded.toBigInteger().bitLength() >= Long.SIZE) {
      throw new EvaluationException("round", "a result within int64", rounded.toPlainString());
    }
    return rounded.longValue();
  }

  private static Code decimals(Code.OfObject<BigDecimal> numbers, Code.OfLong digits) {
    return (Code.OfObject<BigDecimal>)
        frame -> {
          BigDecimal number = numbers.eval(frame);
          long count = number == null ? 0 : digits.eval(frame);
          return number == null || frame.isNull ? null : Decimals.round(number, count);
        };
  }

  private static Code doubles(Code.OfDouble numbers, Code.OfLong digits) {
    return (Code.OfDouble)
        frame -> {
          double number = numbers.eval(frame);
          long count = frame.isNull ? 0 : digits.eval(frame);
          return frame.isNull ? 0 : frame.finite(round(number, count));
        };
  }

  static double floor(double number) {
    return positiveZero(Math.floor(number));
  }

  static double ceil(double number) {
    return positiveZero(Math.ceil(number));
  }

  /** What was rounded to nothing has no sign. */
  private static double positiveZero(double rounded) {
    return rounded + 0.0;
  }

  /** To a whole number. */
  static double round(double number) {
    double absolute = Math.abs(number);
    double whole = Math.floor(absolute);
    return positiveZero(Math.copySign(absolute - whole >= 0.5 ? whole + 1 : whole, number));
  }

  static double round(double number, long digits) {
    if (digits >= 0 && digits < POWERS_OF_TEN.length) {
      double power = POWERS_OF_TEN[(int) digits];
      double scaled = number * power;
      double fraction = Math.abs(scaled) - Math.floor(Math.abs(scaled));
      if (Math.abs(scaled) < MOST_SCALED && Math.abs(fraction - 0.5) > CLOSE_TO_HALF) {
        // The neighbour is certain, and the quotient of two exact doubles is the nearest double.
        return positiveZero(Math.rint(scaled) / power);
      }
    }
    return roundDecimal(number, digits);
  }

  /** What {@link #round(double, long)} is by definition. */
  static double roundDecimal(double number, long digits) {
    if (!Double.isFinite(number) || digits > MOST_DIGITS) {
      return number;
    }
    if (digits < -MOST_DIGITS) {
      return 0;
    }
    BigDecimal written = NumberText.shortest(number);
    return written.setScale((int) digits, RoundingMode.HALF_UP).doubleValue();
  }
}
