package dev.mainstem.transforms;

import dev.mainstem.expression.EvaluationException;
import dev.mainstem.expression.Evaluator;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each row another, every field of which is an expression over the first: what all steps
 * do that look at one row at a time. A row whose expression fails is rejected.
 */
final class EvaluateFields extends RowTransform {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final RowType input;
  private final RowType output;
  private final List<Expression> expressions;
  private final @Nullable WindowSpec windows;

  /**
   * The step of a context.
   *
   * @param output its fields, one for each expression, in their order
   */
  EvaluateFields(StepContext context, RowType output, List<Expression> expressions) {
    this.step = context.name();
    this.input = context.input();
    this.output = output;
    this.expressions = List.copyOf(expressions);
    this.windows = context.inputWindows();
  }

  @Override
  public RowType output() {
    return output;
  }

  @Override
  public @Nullable WindowSpec windows() {
    return windows;
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    EvaluateFn fn = new EvaluateFn(step, input, output, expressions);
    PCollectionTuple outputs =
        rows.apply(
            "Evaluate", ParDo.of(fn).withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(Rows.TAG).setRowSchema(Rows.schemaOf(output));
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  private static final class EvaluateFn extends DoFn<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final String step;
    private final Schema input;
    private final Schema output;
    private final List<Expression> expressions;
    private transient Evaluator[] evaluators;
    private transient StepRejects rejects;

    EvaluateFn(String step, RowType input, RowType output, List<Expression> expressions) {
      this.step = step;
      this.input = Rows.schemaOf(input);
      this.output = Rows.schemaOf(output);
      this.expressions = expressions;
      setup();
    }

    @Setup
    public void setup() {
      evaluators = expressions.stream().map(Expression::evaluator).toArray(Evaluator[]::new);
      rejects = new StepRejects(step, input);
    }

    @ProcessElement
    public void process(@Element Row row, MultiOutputReceiver out) {
      @Nullable Object[] values = new @Nullable Object[evaluators.length];
      try {
        for (int i = 0; i < values.length; i++) {
          values[i] = evaluators[i].evaluate(row.getValues());
        }
      } catch (EvaluationException e) {
        rejects.reject(row, e.rule(), e.getMessage(), out);
        return;
      }
      out.get(Rows.TAG).output(Rows.of(output, values));
    }

    @FinishBundle
    public void finishBundle() {
      for (Evaluator evaluator : evaluators) {
        rejects.tally().add("undefined", evaluator.takeUndefined());
      }
      rejects.tally().flush();
    }
  }
}
