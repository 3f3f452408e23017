package dev.mainstem.transforms;

import dev.mainstem.expression.EvaluationException;
import dev.mainstem.expression.Evaluator;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.Value;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code Filter}: keeps the rows for which {@code keep} is true; where it is null, as in SQL, they
 * are not kept.
 */
final class Filter extends RowStep {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final Schema schema;
  private final Expression keep;
  private transient Evaluator evaluator;
  private transient StepRejects rejects;

  private Filter(StepContext context, Expression keep) {
    this.step = context.name();
    this.schema = Rows.schemaOf(context.input());
    this.keep = keep;
    open();
  }

  static Optional<RowByRow> read(StepContext context) {
    context.config().unsupported("error_handling");
    Optional<Value> keep = context.config().require("keep", "the condition of rows to keep");
    Optional<Expression> expression = keep.flatMap(context::expression);
    if (expression.isPresent() && expression.get().type() != FieldType.BOOLEAN) {
      keep.get().problem("expected a condition, found a " + expression.get().type().word());
      return Optional.empty();
    }
    return expression.map(e -> RowByRow.of(context, context.input(), new Filter(context, e)));
  }

  @Override
  void open() {
    evaluator = keep.evaluator();
    rejects = new StepRejects(step, schema);
  }

  @Override
  @Nullable Row process(Row row, MultiOutputReceiver out) {
    try {
      if (evaluator.test(row.getValues())) {
        return row;
      }
      rejects.tally().count("filtered_out");
    } catch (EvaluationException e) {
      rejects.reject(row, e.rule(), e.getMessage(), out);
    }
    return null;
  }

  @Override
  void flush() {
    rejects.tally().add("undefined", evaluator.takeUndefined());
    rejects.tally().flush();
  }
}
