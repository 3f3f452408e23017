package dev.mainstem.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another source, whose records are given as many at a time as are there at once.
 *
 * <p>Flink's runner takes stock of all metrics whenever it advances a reader: that costs more than
 * to read a record and to parse it.
 *
 * <p>A batch is at the earliest time of its records, each of which keeps its own; whoever takes it
 * gives them out at these. The watermark is that of the source behind the last of them: runners ask
 * for it when the batch has been given out, so none of its records is late by that.
 */
public final class BatchedSource<T, MarkT extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<List<TimestampedValue<T>>, MarkT> {

  private static final long serialVersionUID = 1L;

  /**
   * So many that an advance costs next to nothing for each, so few that large ones fit the heap.
   */
  private static final int MAX_RECORDS = 64;

  private final UnboundedSource<T, MarkT> source;

  private BatchedSource(UnboundedSource<T, MarkT> source) {
    this.source = source;
  }

  /** A source in batches. */
  public static <T, MarkT extends CheckpointMark> BatchedSource<T, MarkT> of(
      UnboundedSource<T, MarkT> source) {
    return new BatchedSource<>(source);
  }

  @Override
  public List<BatchedSource<T, MarkT>> split(int desiredNumSplits, PipelineOptions options)
      throws Exception {
    List<BatchedSource<T, MarkT>> splits = new ArrayList<>();
    for (UnboundedSource<T, MarkT> split : source.split(desiredNumSplits, options)) {
      splits.add(new BatchedSource<>(split));
    }
    return splits;
  }

  @Override
  public UnboundedReader<List<TimestampedValue<T>>> createReader(
      PipelineOptions options, @Nullable MarkT mark) throws IOException {
    return new Reader<>(this, source.createReader(options, mark));
  }

  @Override
  public Coder<MarkT> getCheckpointMarkCoder() {
    return source.getCheckpointMarkCoder();
  }

  @Override
  public Coder<List<TimestampedValue<T>>> getOutputCoder() {
    return ListCoder.of(TimestampedValue.TimestampedValueCoder.of(source.getOutputCoder()));
  }

  @Override
  public void validate() {
    source.validate();
  }

  private static final class Reader<T> extends UnboundedReader<List<TimestampedValue<T>>> {

    private final BatchedSource<T, ?> source;
    private final UnboundedReader<T> records;
    private List<TimestampedValue<T>> batch = List.of();
    private Instant earliest = BoundedWindow.TIMESTAMP_MIN_VALUE;

    Reader(BatchedSource<T, ?> source, UnboundedReader<T> records) {
      this.source = source;
      this.records = records;
    }

    @Override
    public boolean start() throws IOException {
      return fill(records.start());
    }

    @Override
    public boolean advance() throws IOException {
      return fill(records.advance());
    }

    private boolean fill(boolean any) throws IOException {
      batch = new ArrayList<>();
      for (boolean more = any; more; more = batch.size() < MAX_RECORDS && records.advance()) {
        Instant time = records.getCurrentTimestamp();
        earliest = batch.isEmpty() || time.isBefore(earliest) ? time : earliest;
        batch.add(TimestampedValue.of(records.getCurrent(), time));
      }
      return any;
    }

    @Override
    public List<TimestampedValue<T>> getCurrent() {
      if (batch.isEmpty()) {
        throw new NoSuchElementException();
      }
      return batch;
    }

    @Override
    public Instant getCurrentTimestamp() {
      if (batch.isEmpty()) {
        throw new NoSuchElementException();
      }
      return earliest;
    }

    @Override
    public Instant getWatermark() {
      return records.getWatermark();
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return records.getCheckpointMark();
    }

    @Override
    public BatchedSource<T, ?> getCurrentSource() {
      return source;
    }

    @Override
    public long getSplitBacklogBytes() {
      return records.getSplitBacklogBytes();
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
