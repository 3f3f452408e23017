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

  private static final int COMPUTED = -1;

  private final Frame frame = new Frame();
  private final int field;
  private final Code.OfObject<?> result;
  private final Code.@Nullable OfBoolean condition;

  private Evaluator(int field, Code.OfObject<?> result, Code code) {
    this.field = field;
    this.result = result;
    this.condition = code instanceof Code.OfBoolean truth ? truth : null;
  }

  /** What computes its result. */
  static Evaluator computing(FieldType type, Code code) {
    return new Evaluator(COMPUTED, Values.boxed(type, code), code);
  }

  /** What takes over a field of the row: the object that is there, rather than one like it. */
  static Evaluator copying(int field, Code read) {
    return new Evaluator(field, Values.readAny(field), read);
  }

  /** Whether it does nothing but take over the field at a place of the row. */
  public boolean copies(int place) {
    return field == place;
  }

  /**
   * The value for a row, in the Java type of the expression's type; null is SQL's null.
   *
   * @param values those of the row, in the order of its type and in the Java types of its fields
   * @throws EvaluationException for an integer overflow, a cast that fails and the like
   */
  public @Nullable Object evaluate(List<? extends @Nullable Object> values)
      throws EvaluationException {
    if (field != COMPUTED) {
      return values.get(field);
    }
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
