package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The operators of numbers. Integers of both widths are int64, floats are double; an int64 overflow
 * is an error, a double without a finite value is null, and so is a division by zero.
 */
final class Arithmetic {

  private Arithmetic() {}

  static Typed of(int offset, ArithmeticOperator operator, Typed left, Typed right)
      throws ExpressionException {
    List<Typed> operands = List.of(left, right);
    Optional<FieldType> common = Conversion.common(operands).filter(FieldType::isNumeric);
    if (common.isEmpty()) {
      throw new ExpressionException(
          offset,
          "can't %s%s"
              .formatted(
                  operator.sentence(left.typeWord(), right.typeWord()),
                  hint(operator, left, right)));
    }
    FieldType type = resultType(operator, common.get());
    List<Typed> numbers = Conversion.allTo(operands, type);
    Code code = code(operator, type, numbers.get(0), numbers.get(1));
    return Typed.of(offset, type, isNullable(operator, type, numbers), code);
  }

  private static String hint(ArithmeticOperator operator, Typed left, Typed right) {
    if (left.known() == FieldType.TIMESTAMP || right.known() == FieldType.TIMESTAMP) {
      return "; use add(time, count, 'unit') or diff(time, time, 'unit')";
    }
    boolean texts = left.known() == FieldType.STRING || right.known() == FieldType.STRING;
    return texts && operator == ArithmeticOperator.ADD ? "; || joins texts" : "";
  }

  private static FieldType resultType(ArithmeticOperator operator, FieldType common) {
    return operator == ArithmeticOperator.DIVIDE && common.isInteger()
        ? FieldType.DOUBLE
        : Conversion.widened(common);
  }

  private static boolean isNullable(
      ArithmeticOperator operator, FieldType type, List<Typed> operands) {
    return type == FieldType.DOUBLE
        || operator == ArithmeticOperator.DIVIDE
        || operator == ArithmeticOperator.REMAINDER
        || Typed.anyNullable(operands);
  }

  private static Code code(ArithmeticOperator operator, FieldType type, Typed left, Typed right) {
    return switch (type) {
      case INT64 -> longs(operator, left.longs(), right.longs());
      case DOUBLE -> doubles(operator, left.doubles(), right.doubles());
      default -> decimals(operator, left.objects(), right.objects());
    };
  }

  private static Code longs(ArithmeticOperator operator, Code.OfLong a, Code.OfLong b) {
    return switch (operator) {
      case ADD -> Strict.longs(a, b, Integers::add);
      case SUBTRACT -> Strict.longs(a, b, Integers::subtract);
      case MULTIPLY -> Strict.longs(a, b, Integers::multiply);
      case REMAINDER -> remainder(a, b);
      case DIVIDE -> throw new IllegalArgumentException("integers are divided as doubles");
    };
  }

  private static Code remainder(Code.OfLong a, Code.OfLong b) {
    return (Code.OfLong)
        frame -> {
          long x = a.eval(frame);
          if (frame.isNull) {
            return 0;
          }
          long y = b.eval(frame);
          if (!frame.isNull && y == 0) {
            frame.setUndefined();
          }
          return frame.isNull ? 0 : x % y;
        };
  }

  /** The hottest code of all: written out, a call less each than by {@link Strict}. */
  private static Code.OfDouble doubles(
      ArithmeticOperator operator, Code.OfDouble a, Code.OfDouble b) {
    return switch (operator) {
      case ADD ->
          frame -> {
            double x = a.eval(frame);
            double y = frame.isNull ? 0 : b.eval(frame);
            return frame.isNull ? 0 : frame.finite(x + y);
          };
      case SUBTRACT ->
          frame -> {
            double x = a.eval(frame);
            double y = frame.isNull ? 0 : b.eval(frame);
            return frame.isNull ? 0 : frame.finite(x - y);
          };
      case MULTIPLY ->
          frame -> {
            double x = a.eval(frame);
            double y = frame.isNull ? 0 : b.eval(frame);
            return frame.isNull ? 0 : frame.finite(x * y);
          };
      case DIVIDE ->
          frame -> {
            double x = a.eval(frame);
            double y = frame.isNull ? 0 : b.eval(frame);
            return frame.isNull ? 0 : frame.finite(x / y);
          };
      case REMAINDER -> Strict.doubles(a, b, (x, y) -> x % y);
    };
  }

  private static Code decimals(
      ArithmeticOperator operator, Code.OfObject<BigDecimal> a, Code.OfObject<BigDecimal> b) {
    boolean divides =
        operator == ArithmeticOperator.DIVIDE || operator == ArithmeticOperator.REMAINDER;
    return (Code.OfObject<BigDecimal>)
        frame -> {
          BigDecimal x = a.eval(frame);
          BigDecimal y = x == null ? null : b.eval(frame);
          if (x == null || y == null) {
            return null;
          }
          if (divides && y.signum() == 0) {
            frame.setUndefined();
            return null;
          }
          return Decimals.apply(operator, x, y);
        };
  }

  /** A plus or minus in front of a number. */
  static Typed signed(int offset, boolean negative, Typed operand) throws ExpressionException {
    if (!operand.type().isNumeric()) {
      throw new ExpressionException(
          offset, "can't put a sign before a %s".formatted(operand.typeWord()));
    }
    Typed number = Conversion.to(operand, Conversion.widened(operand.type()));
    if (!negative) {
      return number;
    }
    return Typed.of(offset, number.type(), number.nullable(), negated(number.code()));
  }

  private static Code negated(Code code) {
    if (code instanceof Code.OfLong longs) {
      return Strict.longs(longs, Integers::negate);
    }
    if (code instanceof Code.OfDouble doubles) {
      return (Code.OfDouble) frame -> -doubles.eval(frame);
    }
    @SuppressWarnings("unchecked") // of the numbers, only decimals are objects
    Code.OfObject<BigDecimal> decimals = (Code.OfObject<BigDecimal>) code;
    return Strict.object(decimals, BigDecimal::negate);
  }
}
