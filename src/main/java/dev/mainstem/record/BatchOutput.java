package dev.mainstem.record;

import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows that a DoFn reads into batches, and gives these to its output {@link
 * RowBatch#TAG}; rejected records go to {@link Rejected#TAG} one by one.
 *
 * <p>A DoFn binds it to the outputs of an element, and flushes it before it is through with the
 * element. Not thread-safe.
 */
public final class BatchOutput implements RecordReceiver {

  private final RowBatch.Builder batch = new RowBatch.Builder(RowBatch.MAX_ROWS);
  private @Nullable MultiOutputReceiver out;

  /**
   * Binds it to the outputs of the element that is processed next. What one that failed has left
   * behind comes once more.
   */
  public BatchOutput to(MultiOutputReceiver outputs) {
    batch.clear();
    out = outputs;
    return this;
  }

  @Override
  public void row(Row row, Instant eventTime) {
    batch.add(row, eventTime.getMillis());
    if (batch.size() == RowBatch.MAX_ROWS) {
      flush();
    }
  }

  @Override
  public void rejected(Rejected rejected) {
    outputs().get(Rejected.TAG).output(rejected);
  }

  /** Gives out what is gathered. */
  public void flush() {
    if (batch.size() > 0) {
      RowBatch full = batch.build();
      outputs().get(RowBatch.TAG).outputWithTimestamp(full, full.earliest());
    }
  }

  private MultiOutputReceiver outputs() {
    return Objects.requireNonNull(out);
  }
}
