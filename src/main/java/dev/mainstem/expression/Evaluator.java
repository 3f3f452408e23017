package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of one {@link Expression}. It allocates nothing but results.
 *
 * <p>For one thread at a time: it holds the state of the evaluation.
 */
public final class Evaluator {

  private final Frame frame = new Frame();
  private final Code.OfObject<?> result;
  private final Code.@Nullable OfBoolean condition;

  Evaluator(FieldType type, Code code) {
    this.result = Values.boxed(type, code);
    this.condition = code instanceof Code.OfBoolean truth ? truth : null;
  }

  /** What takes over a value of the row. */
  Evaluator(Code.OfObject<?> value) {
    this.result = value;
    this.condition = null;
  }

  /**
   * The value for a row, in the Java type of the expression's type; null is SQL's null.
   *
   * @param values those of the row, in the order of its type and in the Java types of its fields
   * @throws EvaluationException for an integer overflow, a cast that fails and the like
   */
  public @Nullable Object evaluate(List<? extends @Nullable Object> values)
      throws EvaluationException {
    frame.begin(values);
    return result.eval(frame);
  }

  /**
   * Whether a condition holds for a row; null is false, as in SQL's {@code where}.
   *
   * @param values as for {@link #evaluate}
   * @throws EvaluationException as {@link #evaluate} does
   * @throws IllegalStateException if the expression is not boolean
   */
  public boolean test(List<? extends @Nullable Object> values) throws EvaluationException {
    if (condition == null) {
      throw new IllegalStateException("not a boolean expression");
    }
    frame.begin(values);
    return frame.holds(condition);
  }

  /**
   * How often an operation had no defined result and became null, since the last call: a division
   * by zero, a logarithm or root of what has none, a double beyond the finite ones.
   */
  public long takeUndefined() {
    long count = frame.undefined;
    frame.undefined = 0;
    return count;
  }
}
