package dev.mainstem.transforms;

import dev.mainstem.expression.EvaluationException;
import dev.mainstem.expression.Evaluator;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.spec.RowType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each row another, every field of which is an expression over the first: what all steps
 * do that look at one row at a time. A row whose expression fails is rejected.
 */
final class EvaluateFields extends RowStep {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final Schema input;
  private final Schema output;
  private final List<Expression> expressions;
  private transient Evaluator[] evaluators;

  /** With how many fields of a row, all or none, the other begins: it takes them over at once. */
  private transient int taken;

  private transient Row.Builder builder;
  private transient StepRejects rejects;

  /**
   * The step of a context.
   *
   * @param output its fields, one for each expression, in their order
   */
  EvaluateFields(StepContext context, RowType output, List<Expression> expressions) {
    this.step = context.name();
    this.input = Rows.schemaOf(context.input());
    this.output = Rows.schemaOf(output);
    this.expressions = List.copyOf(expressions);
    open();
  }

  @Override
  void open() {
    evaluators = expressions.stream().map(Expression::evaluator).toArray(Evaluator[]::new);
    taken = taken();
    builder = Row.withSchema(output);
    rejects = new StepRejects(step, input);
  }

  private int taken() {
    int all = input.getFieldCount();
    boolean appends =
        evaluators.length >= all && IntStream.range(0, all).allMatch(i -> evaluators[i].copies(i));
    return appends ? all : 0;
  }

  @Override
  @Nullable Row process(Row row, MultiOutputReceiver out) {
    @Nullable Object[] values = new @Nullable Object[evaluators.length];
    take(row.getValues(), values);
    return put(row.getValues(), values, out) ? row(Arrays.asList(values)) : null;
  }

  /** Whether it takes over a row as it is, and puts its own fields behind. */
  boolean appends() {
    return taken == input.getFieldCount();
  }

  /** How many fields its rows have. */
  int size() {
    return evaluators.length;
  }

  /** The row of all of its fields. */
  Row row(List<@Nullable Object> values) {
    return Rows.of(builder, values);
  }

  /** Puts the fields into an array that it takes over at once, all of the row's or none. */
  void take(List<@Nullable Object> from, @Nullable Object[] values) {
    if (taken > 0) {
      from.toArray(values);
    }
  }

  /**
   * Puts its other fields into an array; false if the row is rejected.
   *
   * @param from the values of the row, which may have others behind them
   */
  boolean put(List<@Nullable Object> from, @Nullable Object[] values, MultiOutputReceiver out) {
    try {
      for (int i = taken; i < evaluators.length; i++) {
        values[i] = evaluators[i].evaluate(from);
      }
    } catch (EvaluationException e) {
      @Nullable Object[] row = from.subList(0, input.getFieldCount()).toArray();
      rejects.reject(Rows.of(input, row), e.rule(), e.getMessage(), out);
      return false;
    }
    return true;
  }

  @Override
  void flush() {
    for (Evaluator evaluator : evaluators) {
      rejects.tally().add("undefined", evaluator.takeUndefined());
    }
    rejects.tally().flush();
  }
}
