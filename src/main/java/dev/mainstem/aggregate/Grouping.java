package dev.mainstem.aggregate;

import dev.mainstem.expression.EvaluationException;
import dev.mainstem.expression.Evaluator;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.StepRejects;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes the group and the values of the aggregates out of rows. Not thread-safe.
 *
 * <p>A DoFn opens it in its setup, and flushes it when a bundle is finished.
 */
final class Grouping implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final Schema input;
  private final RowKey key;
  private final List<Expression> values;
  private final boolean skipNulls;
  private final boolean timed;
  private transient Evaluator[] evaluators;

  /** Those of the row that is looked at: accumulators take values, and not the list. */
  private transient List<@Nullable Object> results;

  private transient @Nullable Object[] group;
  private transient StepRejects rejects;

  /**
   * @param step the name of the step in rejected records and counters
   * @param input the schema of the rows
   * @param values the expressions of the values, by place
   * @param skipNulls whether a row with a null among its values is passed over
   * @param timed whether the event time stands behind the values
   */
  Grouping(
      String step,
      Schema input,
      RowKey key,
      List<Expression> values,
      boolean skipNulls,
      boolean timed) {
    this.step = step;
    this.input = input;
    this.key = key;
    this.values = List.copyOf(values);
    this.skipNulls = skipNulls;
    this.timed = timed;
    open();
  }

  void open() {
    evaluators = values.stream().map(Expression::evaluator).toArray(Evaluator[]::new);
    results = Arrays.asList(new @Nullable Object[evaluators.length + (timed ? 1 : 0)]);
    group = new @Nullable Object[key.schema().getFieldCount()];
    rejects = new StepRejects(step, input);
  }

  /** The values of the key of a row, in an array that serves row after row. */
  @Nullable Object[] group(Row row) {
    key.put(row, group);
    return group;
  }

  /**
   * The values of a row by place, and its time if need be, in a list that serves row after row;
   * null if it is passed over or, for a reason told, rejected.
   */
  @Nullable List<@Nullable Object> values(Row row, long time, MultiOutputReceiver out) {
    boolean anyNull = false;
    try {
      for (int i = 0; i < evaluators.length; i++) {
        Object result = evaluators[i].evaluate(row.getValues());
        results.set(i, result);
        anyNull |= result == null;
      }
    } catch (EvaluationException e) {
      rejects.reject(row, e.rule(), e.getMessage(), out);
      return null;
    }
    if (timed) {
      results.set(evaluators.length, Instant.ofEpochMilli(time));
    }
    if (anyNull && skipNulls) {
      rejects.tally().count("skipped_nulls");
      return null;
    }
    return results;
  }

  /** Hands on the counts of the bundle that is being finished. */
  void flush() {
    Arrays.stream(evaluators)
        .forEach(evaluator -> rejects.tally().add("undefined", evaluator.takeUndefined()));
    rejects.tally().flush();
  }
}
