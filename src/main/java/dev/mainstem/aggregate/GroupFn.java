package dev.mainstem.aggregate;

import dev.mainstem.expression.EvaluationException;
import dev.mainstem.expression.Evaluator;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Takes the group and the values of the aggregates out of each row. */
final class GroupFn extends DoFn<Row, KV<Row, Row>> {

  static final TupleTag<KV<Row, Row>> GROUPED = new TupleTag<>("grouped") {};

  private static final long serialVersionUID = 1L;

  private final String step;
  private final Schema input;
  private final Schema valueSchema;
  private final RowKey key;
  private final List<Expression> values;
  private final boolean skipNulls;
  private transient Evaluator[] evaluators;
  private transient StepRejects rejects;

  /**
   * @param valueSchema of the values, in the order of their expressions
   * @param skipNulls whether a row with a null among its values is passed over
   */
  GroupFn(
      String step,
      Schema input,
      Schema valueSchema,
      RowKey key,
      List<Expression> values,
      boolean skipNulls) {
    this.step = step;
    this.input = input;
    this.valueSchema = valueSchema;
    this.key = key;
    this.values = List.copyOf(values);
    this.skipNulls = skipNulls;
    setup();
  }

  @Setup
  public void setup() {
    evaluators = values.stream().map(Expression::evaluator).toArray(Evaluator[]::new);
    rejects = new StepRejects(step, input);
  }

  @ProcessElement
  public void process(@Element Row row, MultiOutputReceiver out) {
    @Nullable Object[] results = new @Nullable Object[evaluators.length];
    boolean anyNull = false;
    try {
      for (int i = 0; i < evaluators.length; i++) {
        results[i] = evaluators[i].evaluate(row.getValues());
        anyNull |= results[i] == null;
      }
    } catch (EvaluationException e) {
      rejects.reject(row, e.rule(), e.getMessage(), out);
      return;
    }
    if (anyNull && skipNulls) {
      rejects.tally().count("skipped_nulls");
    } else {
      out.get(GROUPED).output(KV.of(key.of(row), Rows.of(valueSchema, results)));
    }
  }

  @FinishBundle
  public void finishBundle() {
    for (Evaluator evaluator : evaluators) {
      rejects.tally().add("undefined", evaluator.takeUndefined());
    }
    rejects.tally().flush();
  }
}
