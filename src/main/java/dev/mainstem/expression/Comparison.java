package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;

/** The operators that compare: numbers with numbers, and else only values of one type. */
final class Comparison {

  private Comparison() {}

  /** Which of two operands comes first. */
  private interface Ordering {
    int eval(Frame frame) throws EvaluationException;
  }

  static Typed of(int offset, ComparisonOperator operator, Typed left, Typed right)
      throws ExpressionException {
    FieldType type = (left.known() == null ? right : left).type();
    Typed a = left.known() == null ? Typed.ofNull(left.offset(), type) : left;
    Typed b = right.known() == null ? Typed.ofNull(right.offset(), type) : right;
    check(offset, a, b);
    boolean nullable = a.nullable() || b.nullable();
    return Typed.of(offset, FieldType.BOOLEAN, nullable, code(operator, a, b));
  }

  private static void check(int offset, Typed a, Typed b) throws ExpressionException {
    if (a.type() != b.type() && !(a.isNumeric() && b.isNumeric())) {
      throw new ExpressionException(
          offset, "can't compare %s and %s%s".formatted(a.typeWord(), b.typeWord(), hint(a, b)));
    }
  }

  private static String hint(Typed a, Typed b) {
    if (either(FieldType.TIMESTAMP, a, b) && either(FieldType.STRING, a, b)) {
      return "; write timestamp '2026-01-31T12:00:00Z' for a time";
    }
    if (either(FieldType.DATE, a, b) && either(FieldType.STRING, a, b)) {
      return "; write date '2026-01-31' for a day";
    }
    if (either(FieldType.DATE, a, b) && either(FieldType.TIMESTAMP, a, b)) {
      return "; write date(...) for the day of a time";
    }
    boolean numberAndText = either(FieldType.STRING, a, b) && (a.isNumeric() || b.isNumeric());
    return numberAndText ? "; write cast(... as " + number(a, b).word() + ")" : "";
  }

  private static boolean either(FieldType type, Typed a, Typed b) {
    return a.known() == type || b.known() == type;
  }

  private static FieldType number(Typed a, Typed b) {
    FieldType type = a.isNumeric() ? a.known() : b.known();
    return type == null ? FieldType.DOUBLE : type;
  }

  private static Code.OfBoolean code(ComparisonOperator operator, Typed a, Typed b) {
    if (a.known() == FieldType.STRING && isEquality(operator)) {
      boolean equal = operator == ComparisonOperator.EQUAL;
      return Strict.test(a.<String>objects(), b.<String>objects(), (x, y) -> x.equals(y) == equal);
    }
    if (a.code() instanceof Code.OfDouble x && b.code() instanceof Code.OfDouble y) {
      return doubles(operator, x, y);
    }
    if (a.code() instanceof Code.OfLong x && b.code() instanceof Code.OfLong y) {
      return longs(operator, x, y);
    }
    Ordering ordering = ordering(a, b);
    return frame -> {
      int order = ordering.eval(frame);
      return !frame.isNull && operator.holds(order);
    };
  }

  private static Code.OfBoolean longs(ComparisonOperator operator, Code.OfLong a, Code.OfLong b) {
    return frame -> {
      long x = a.eval(frame);
      long y = frame.isNull ? 0 : b.eval(frame);
      return !frame.isNull && operator.holds(Long.compare(x, y));
    };
  }

  private static Code.OfBoolean doubles(
      ComparisonOperator operator, Code.OfDouble a, Code.OfDouble b) {
    return frame -> {
      double x = a.eval(frame);
      double y = frame.isNull ? 0 : b.eval(frame);
      return !frame.isNull && operator.holds(Order.of(x, y));
    };
  }

  private static boolean isEquality(ComparisonOperator operator) {
    return operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
  }

  private static Ordering ordering(Typed a, Typed b) {
    if (a.known() == FieldType.DECIMAL || b.known() == FieldType.DECIMAL) {
      return decimals(a, b);
    }
    if (a.code() instanceof Code.OfLong x) {
      return longAndDouble(x, b.doubles());
    }
    if (a.code() instanceof Code.OfDouble x) {
      return doubleAndLong(x, b.longs());
    }
    if (a.code() instanceof Code.OfBoolean x) {
      return booleans(x, b.booleans());
    }
    return a.known() == FieldType.STRING
        ? objects(a.<String>objects(), b.<String>objects(), Order::of)
        : objects(a.<LocalDate>objects(), b.<LocalDate>objects(), LocalDate::compareTo);
  }

  private static Ordering longAndDouble(Code.OfLong a, Code.OfDouble b) {
    return frame -> {
      long x = a.eval(frame);
      return frame.isNull ? 0 : Order.of(x, b.eval(frame));
    };
  }

  private static Ordering doubleAndLong(Code.OfDouble a, Code.OfLong b) {
    return frame -> {
      double x = a.eval(frame);
      return frame.isNull ? 0 : -Order.of(b.eval(frame), x);
    };
  }

  private static Ordering booleans(Code.OfBoolean a, Code.OfBoolean b) {
    return frame -> {
      boolean x = a.eval(frame);
      return frame.isNull ? 0 : Boolean.compare(x, b.eval(frame));
    };
  }

  private static <T> Ordering objects(Code.OfObject<T> a, Code.OfObject<T> b, Comparator<T> order) {
    return frame -> {
      T x = a.eval(frame);
      T y = x == null ? null : b.eval(frame);
      return x == null || y == null ? 0 : order.compare(x, y);
    };
  }

  /** At least one of them is a decimal. */
  private static Ordering decimals(Typed a, Typed b) {
    if (b.code() instanceof Code.OfDouble y && !b.isExactLiteral()) {
      return decimalAndDouble(a.objects(), y);
    }
    if (a.code() instanceof Code.OfDouble x && !a.isExactLiteral()) {
      return doubleAndDecimal(x, b.objects());
    }
    Code.OfObject<BigDecimal> x = Conversion.to(a, FieldType.DECIMAL).objects();
    Code.OfObject<BigDecimal> y = Conversion.to(b, FieldType.DECIMAL).objects();
    return objects(x, y, BigDecimal::compareTo);
  }

  private static Ordering decimalAndDouble(Code.OfObject<BigDecimal> a, Code.OfDouble b) {
    return frame -> {
      BigDecimal x = a.eval(frame);
      return x == null ? 0 : Order.of(x, b.eval(frame));
    };
  }

  private static Ordering doubleAndDecimal(Code.OfDouble a, Code.OfObject<BigDecimal> b) {
    return frame -> {
      double x = a.eval(frame);
      BigDecimal y = frame.isNull ? null : b.eval(frame);
      return y == null ? 0 : -Order.of(y, x);
    };
  }
}
