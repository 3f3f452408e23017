package dev.mainstem.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What code sees while it evaluates one row, and where it says that its result is null.
 *
 * <p>The rule of {@link #isNull}: it is false when code is entered; code whose result is null sets
 * it and returns at once, whatever value it returns; who makes something else of a null takes it
 * back with {@link #takeNull()}. So nothing is boxed to be null, and what meets no null writes
 * nothing.
 */
final class Frame {

  /** The values of the row, in the order of its type. */
  List<? extends @Nullable Object> values = List.of();

  /** Whether the result of the code that returned last is null. */
  boolean isNull;

  /** How many results were undefined. */
  long undefined;

  void begin(List<? extends @Nullable Object> row) {
    values = row;
    isNull = false;
  }

  /** Whether the last result was null; it is forgotten. */
  boolean takeNull() {
    boolean was = isNull;
    isNull = false;
    return was;
  }

  /** Whether a condition holds; null is false. */
  boolean holds(Code.OfBoolean condition) throws EvaluationException {
    boolean value = condition.eval(this);
    return !takeNull() && value;
  }

  /** Makes the result null because the operation has none for its operands. */
  void setUndefined() {
    isNull = true;
    undefined++;
  }

  /** The result of an operation on doubles, which is undefined if it is not finite. */
  double finite(double result) {
    if (!(Math.abs(result) <= Double.MAX_VALUE)) {
      setUndefined();
    }
    return result;
  }
}
