package dev.mainstem.transforms;

import dev.mainstem.expression.EvaluationException;
import dev.mainstem.expression.Evaluator;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.record.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a row what the model of its group says of it: the prediction and, where asked for, how
 * far y is from it and whether that is too far. Null is what needs a value that is null, or a model
 * where there is none.
 *
 * <p>A DoFn opens it in its setup, and flushes it when a bundle is finished. Not thread-safe.
 */
final class Scoring implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final Schema input;
  private final Schema output;
  private final RowKey group;
  private final ScoreSpec spec;
  private final int[] places;
  private transient Evaluator[] xs;
  private transient @Nullable Evaluator y;
  private transient StepRejects rejects;

  Scoring(StepContext context, List<String> groupBy, ScoreSpec spec) {
    this.step = context.name();
    this.input = Rows.schemaOf(context.input());
    this.output = Rows.schemaOf(spec.output(context.input()));
    this.group = new RowKey(input, groupBy);
    this.spec = spec;
    this.places = spec.added().stream().mapToInt(field -> output.indexOf(field.name())).toArray();
    open();
  }

  void open() {
    xs = spec.x().stream().map(Expression::evaluator).toArray(Evaluator[]::new);
    y = spec.y() == null ? null : spec.y().evaluator();
    rejects = new StepRejects(step, input);
  }

  /** The schema of the rows that it takes. */
  Schema input() {
    return input;
  }

  /** The schema of the rows that it makes. */
  Schema output() {
    return output;
  }

  /** The group of a row; equal ones have equal values. */
  @Nullable Object[] groupOf(Row row) {
    return group.values(row);
  }

  /** The same as a row. */
  Row keyOf(Row row) {
    return group.of(row);
  }

  /** The row with what the model of its group says of it; null if it is rejected. */
  @Nullable Row score(Row row, GroupedModels models, MultiOutputReceiver out) {
    return score(row, models.of(groupOf(row)), out);
  }

  /**
   * The row with what its model says of it; null if it is rejected, for a reason told.
   *
   * @param model null if there is none
   */
  @Nullable Row score(Row row, @Nullable FittedModel model, MultiOutputReceiver out) {
    if (model == null) {
      rejects.tally().count("without_model");
    }
    try {
      return with(row, added(row.getValues(), model));
    } catch (EvaluationException e) {
      rejects.reject(row, e.rule(), e.getMessage(), out);
    } catch (BadValue e) {
      rejects.reject(row, e.rule(), e.getMessage(), out);
    }
    return null;
  }

  /** Hands the counts over. */
  void flush() {
    for (Evaluator x : xs) {
      rejects.tally().add("undefined", x.takeUndefined());
    }
    if (y != null) {
      rejects.tally().add("undefined", y.takeUndefined());
    }
    rejects.tally().flush();
  }

  private Row with(Row row, List<@Nullable Object> added) {
    @Nullable Object[] values = Arrays.copyOf(row.getValues().toArray(), output.getFieldCount());
    for (int i = 0; i < places.length; i++) {
      values[places[i]] = added.get(i);
    }
    return Rows.of(output, values);
  }

  private static void addIf(boolean wanted, @Nullable Object value, List<@Nullable Object> added) {
    if (wanted) {
      added.add(value);
    }
  }

  /** The values of the fields that are added, in their order. */
  private List<@Nullable Object> added(List<@Nullable Object> row, @Nullable FittedModel model)
      throws EvaluationException, BadValue {
    Double prediction = prediction(row, model);
    Double residual = residual(row, prediction);
    Double error = model == null ? null : model.standardError();
    Boolean anomaly = (residual == null || error == null) ? null : isFar(residual, error);
    List<@Nullable Object> added = new ArrayList<>();
    added.add(prediction);
    addIf(spec.y() != null, residual, added);
    addIf(spec.anomaly() != null, anomaly, added);
    addIf(spec.version() != null, model == null ? null : model.version(), added);
    return added;
  }

  private boolean isFar(double residual, double error) {
    return Math.abs(residual) > spec.k() * error;
  }

  private @Nullable Double prediction(List<@Nullable Object> row, @Nullable FittedModel model)
      throws EvaluationException, BadValue {
    double[] values = new double[xs.length];
    boolean known = model != null;
    for (int i = 0; i < xs.length; i++) {
      Object value = xs[i].evaluate(row);
      known &= value != null;
      values[i] = value == null ? Double.NaN : Values.toDouble(value);
    }
    return model != null && known ? finite("a prediction", model.predict(values)) : null;
  }

  private @Nullable Double residual(List<@Nullable Object> row, @Nullable Double prediction)
      throws EvaluationException, BadValue {
    Object value = y == null ? null : y.evaluate(row);
    return value == null || prediction == null
        ? null
        : finite("a residual", Values.toDouble(value) - prediction);
  }

  private static Double finite(String what, double value) throws BadValue {
    if (!Double.isFinite(value)) {
      throw new BadValue("expected %s that fits double".formatted(what), "a larger one");
    }
    return value;
  }
}
