package dev.mainstem.transforms;

import dev.mainstem.expression.EvaluationException;
import dev.mainstem.expression.Evaluator;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * {@code Filter}: keeps the rows for which {@code keep} is true; where it is null, as in SQL, they
 * are not kept.
 */
final class Filter extends RowTransform {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final RowType type;
  private final Expression keep;
  private final @Nullable WindowSpec windows;

  private Filter(StepContext context, Expression keep) {
    this.step = context.name();
    this.type = context.input();
    this.keep = keep;
    this.windows = context.inputWindows();
  }

  static Optional<Filter> read(StepContext context) {
    context.config().unsupported("error_handling");
    Optional<Value> keep = context.config().require("keep", "the condition of rows to keep");
    Optional<Expression> expression = keep.flatMap(context::expression);
    if (expression.isPresent() && expression.get().type() != FieldType.BOOLEAN) {
      keep.get().problem("expected a condition, found a " + expression.get().type().word());
      return Optional.empty();
    }
    return expression.map(e -> new Filter(context, e));
  }

  @Override
  public RowType output() {
    return type;
  }

  @Override
  public @Nullable WindowSpec windows() {
    return windows;
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    PCollectionTuple outputs =
        rows.apply(
            "Keep",
            ParDo.of(new KeepFn(step, Rows.schemaOf(type), keep))
                .withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(Rows.TAG).setRowSchema(Rows.schemaOf(type));
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  private static final class KeepFn extends DoFn<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final String step;
    private final Schema schema;
    private final Expression keep;
    private transient Evaluator evaluator;
    private transient StepRejects rejects;

    KeepFn(String step, Schema schema, Expression keep) {
      this.step = step;
      this.schema = schema;
      this.keep = keep;
      setup();
    }

    @Setup
    public void setup() {
      evaluator = keep.evaluator();
      rejects = new StepRejects(step, schema);
    }

    @ProcessElement
    public void process(@Element Row row, MultiOutputReceiver out) {
      try {
        if (evaluator.test(row.getValues())) {
          out.get(Rows.TAG).output(row);
        } else {
          rejects.tally().count("filtered_out");
        }
      } catch (EvaluationException e) {
        rejects.reject(row, e.rule(), e.getMessage(), out);
      }
    }

    @FinishBundle
    public void finishBundle() {
      rejects.tally().add("undefined", evaluator.takeUndefined());
      rejects.tally().flush();
    }
  }
}
