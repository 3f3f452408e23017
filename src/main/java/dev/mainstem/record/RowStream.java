package dev.mainstem.record;

import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rows between two stages: in batches, as they were read, until a stage wants them one by one.
 *
 * <p>Put together with a pipeline; not thread-safe.
 */
public final class RowStream {

  private final @Nullable PCollection<RowBatch> batches;
  private @Nullable PCollection<Row> rows;

  private RowStream(@Nullable PCollection<RowBatch> batches, @Nullable PCollection<Row> rows) {
    this.batches = batches;
    this.rows = rows;
  }

  /** Rows one by one. */
  public static RowStream of(PCollection<Row> rows) {
    return new RowStream(null, rows);
  }

  /** The output of a stage: {@link RowBatch#TAG} or {@link Rows#TAG}. */
  public static RowStream of(PCollectionTuple outputs) {
    return outputs.has(RowBatch.TAG)
        ? new RowStream(outputs.get(RowBatch.TAG), null)
        : new RowStream(null, outputs.get(Rows.TAG));
  }

  /** The rows in batches, if they are. */
  public Optional<PCollection<RowBatch>> batches() {
    return Optional.ofNullable(batches);
  }

  /** The rows one by one, at their event times. */
  public PCollection<Row> rows() {
    PCollection<Row> known = rows == null ? unpacked(Objects.requireNonNull(batches)) : rows;
    rows = known;
    return known;
  }

  private static PCollection<Row> unpacked(PCollection<RowBatch> batches) {
    RowBatchCoder coder = (RowBatchCoder) batches.getCoder();
    return batches
        .apply(batches.getName() + "/Rows", ParDo.of(new UnpackFn()))
        .setRowSchema(coder.schema());
  }

  private static final class UnpackFn extends DoFn<RowBatch, Row> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element RowBatch batch, OutputReceiver<Row> out) {
      for (int i = 0; i < batch.size(); i++) {
        out.outputWithTimestamp(batch.row(i), Instant.ofEpochMilli(batch.time(i)));
      }
    }
  }
}
