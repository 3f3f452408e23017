package dev.mainstem.transforms;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Lookup;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowBatchCoder;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.LookupSpec;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
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
  List<LookupSpec> lookups() {
    return steps.stream().map(RowStep::lookup).flatMap(Optional::stream).toList();
  }

  @Override
  RowByRow bound(Map<String, Lookup> lookups, GroupBuckets buckets) {
    return new RowByRow(steps.stream().map(s -> s.bound(lookups)).toList(), output, windows);
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
  boolean keepsBatches() {
    return true;
  }

  @Override
  PCollectionTuple over(RowStream stream, String path) {
    return stream
        .batches()
        .map(batches -> batches.apply(path, new BatchByBatch(this)))
        .orElseGet(() -> super.over(stream, path));
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    PCollectionTuple outputs = rows.apply("Rows", outputs(new RowsFn(steps), Rows.TAG));
    outputs.get(Rows.TAG).setRowSchema(Rows.schemaOf(output));
    return coded(outputs);
  }

  private static <T> ParDo.MultiOutput<T, T> outputs(StepsFn<T> fn, TupleTag<T> main) {
    return ParDo.of(fn).withOutputTags(main, TupleTagList.of(Rejected.TAG));
  }

  private static PCollectionTuple coded(PCollectionTuple outputs) {
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  /** The same over rows that come in batches, and leave in them. */
  private static final class BatchByBatch
      extends PTransform<PCollection<RowBatch>, PCollectionTuple> {

    private static final long serialVersionUID = 1L;

    private final RowByRow rows;

    BatchByBatch(RowByRow rows) {
      this.rows = rows;
    }

    @Override
    public PCollectionTuple expand(PCollection<RowBatch> batches) {
      PCollectionTuple outputs =
          batches.apply("Batches", outputs(new BatchesFn(rows.steps), RowBatch.TAG));
      outputs.get(RowBatch.TAG).setCoder(RowBatchCoder.of(Rows.schemaOf(rows.output)));
      return coded(outputs);
    }
  }

  private abstract static class StepsFn<T> extends DoFn<T, T> {

    private static final long serialVersionUID = 1L;

    private final RowStep[] steps;

    StepsFn(List<RowStep> steps) {
      this.steps = AppendFields.joined(steps).toArray(RowStep[]::new);
    }

    @Setup
    public void setup() {
      for (RowStep step : steps) {
        step.open();
      }
    }

    /** What the last step makes of a row, or null. */
    final @Nullable Row result(Row row, MultiOutputReceiver out) {
      Row result = row;
      for (RowStep step : steps) {
        result = step.process(result, out);
        if (result == null) {
          return null;
        }
      }
      return result;
    }

    @FinishBundle
    public void finishBundle() {
      for (RowStep step : steps) {
        step.flush();
      }
    }
  }

  private static final class RowsFn extends StepsFn<Row> {

    private static final long serialVersionUID = 1L;

    RowsFn(List<RowStep> steps) {
      super(steps);
    }

    @ProcessElement
    public void process(@Element Row row, MultiOutputReceiver out) {
      Row result = result(row, out);
      if (result != null) {
        out.get(Rows.TAG).output(result);
      }
    }
  }

  private static final class BatchesFn extends StepsFn<RowBatch> {

    private static final long serialVersionUID = 1L;

    BatchesFn(List<RowStep> steps) {
      super(steps);
    }

    @ProcessElement
    public void process(@Element RowBatch batch, MultiOutputReceiver out) {
      RowBatch.Builder results = new RowBatch.Builder(batch.size());
      for (int i = 0; i < batch.size(); i++) {
        Row result = result(batch.row(i), out);
        if (result != null) {
          results.add(result, batch.time(i));
        }
      }
      if (results.size() > 0) {
        out.get(RowBatch.TAG).output(results.build());
      }
    }
  }
}
