package dev.mainstem.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator that has nothing in common with the one under test: it walks the tree, counts in
 * integers and decimals without bounds, and only then asks whether the result fits. Values are
 * Long, Double and null.
 */
final class NaiveArithmetic {

  /** What an integer beyond int64 is. */
  static final class Overflow extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * All digits of half of the least double, and more: a quotient that lies between two doubles must
   * not be rounded to the one side of the middle before it is rounded to a double.
   */
  private static final MathContext QUOTIENT = new MathContext(1_100);

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Map<String, ?> row;
  private long undefined;

  NaiveArithmetic(Map<String, ?> row) {
    this.row = row;
  }

  /** How many results were neither a value nor an error. */
  long undefined() {
    return undefined;
  }

  @Nullable Object evaluate(Tree tree) throws Overflow {
    if (tree instanceof Tree.Field field) {
      return row.get(field.name());
    }
    if (tree instanceof Tree.Whole whole) {
      return whole.value();
    }
    if (tree instanceof Tree.Real real) {
      return real.value();
    }
    return tree instanceof Tree.Negated negated
        ? negated(evaluate(negated.tree()))
        : operation((Tree.Operation) tree);
  }

  private static @Nullable Object negated(@Nullable Object value) throws Overflow {
    if (value instanceof Long whole) {
      return fitting(BigInteger.valueOf(whole).negate());
    }
    return value instanceof Double real ? (Object) (0 - real) : null;
  }

  private @Nullable Object operation(Tree.Operation operation) throws Overflow {
    Object left = evaluate(operation.left());
    Object right = left == null ? null : evaluate(operation.right());
    if (left == null || right == null) {
      return null;
    }
    return operation.isReal()
        ? reals(operation.operator(), decimal(left), decimal(right))
        : wholes(operation.operator(), (Long) left, (Long) right);
  }

  /** An integer is rounded to a double before it meets one. */
  private static BigDecimal decimal(Object value) {
    return new BigDecimal(
        value instanceof Long whole ? new BigDecimal(whole).doubleValue() : (Double) value);
  }

  private @Nullable Object wholes(char operator, long left, long right) throws Overflow {
    if (operator == '%' && right == 0) {
      undefined++;
      return null;
    }
    BigInteger x = BigInteger.valueOf(left);
    BigInteger y = BigInteger.valueOf(right);
    return fitting(
        switch (operator) {
          case '+' -> x.add(y);
          case '-' -> x.subtract(y);
          case '*' -> x.multiply(y);
          default -> x.remainder(y);
        });
  }

  private static Object fitting(BigInteger value) throws Overflow {
    if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
      throw new Overflow();
    }
    return value.longValue();
  }

  private @Nullable Object reals(char operator, BigDecimal left, BigDecimal right) {
    boolean divides = operator == '/' || operator == '%';
    boolean byZero = divides && right.signum() == 0;
    double result = byZero ? Double.NaN : exact(operator, left, right).doubleValue();
    if (!Double.isFinite(result)) {
      undefined++;
      return null;
    }
    return result;
  }

  private static BigDecimal exact(char operator, BigDecimal left, BigDecimal right) {
    return switch (operator) {
      case '+' -> left.add(right);
      case '-' -> left.subtract(right);
      case '*' -> left.multiply(right);
      case '/' -> left.divide(right, QUOTIENT);
      default -> left.remainder(right);
    };
  }
}
