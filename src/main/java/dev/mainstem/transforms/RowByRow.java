package dev.mainstem.transforms;

import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * One step, or several in a row, that look at one row at a time. They run in one DoFn: to hand a
 * row from one to the next costs a runner more than most of them do.
 */
final class RowByRow extends RowTransform {

  private static final long serialVersionUID = 1L;

  private final List<RowStep> steps;
  private final RowType output;
  private final @Nullable WindowSpec windows;

  private RowByRow(List<RowStep> steps, RowType output, @Nullable WindowSpec windows) {
    this.steps = List.copyOf(steps);
    this.output = output;
    this.windows = windows;
  }

  /**
   * The step of a context.
   *
   * @param output the type of the rows that leave it
   */
  static RowByRow of(StepContext context, RowType output, RowStep step) {
    return new RowByRow(List.of(step), output, context.inputWindows());
  }

  /** This and then the other, which takes what this one makes. */
  RowByRow then(RowByRow other) {
    List<RowStep> both = new ArrayList<>(steps);
    both.addAll(other.steps);
    return new RowByRow(both, other.output, windows);
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
    PCollectionTuple outputs =
        rows.apply(
            "Rows",
            ParDo.of(new StepsFn(steps)).withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(Rows.TAG).setRowSchema(Rows.schemaOf(output));
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  private static final class StepsFn extends DoFn<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final RowStep[] steps;

    StepsFn(List<RowStep> steps) {
      this.steps = steps.toArray(RowStep[]::new);
    }

    @Setup
    public void setup() {
      for (RowStep step : steps) {
        step.open();
      }
    }

    @ProcessElement
    public void process(@Element Row row, MultiOutputReceiver out) {
      Row result = row;
      for (RowStep step : steps) {
        result = step.process(result, out);
        if (result == null) {
          return;
        }
      }
      out.get(Rows.TAG).output(result);
    }

    @FinishBundle
    public void finishBundle() {
      for (RowStep step : steps) {
        step.flush();
      }
    }
  }
}
