package dev.mainstem.record;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
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
 * <p>It has at least as many splits as are asked for, if need be some without records: Flink's
 * runner tells a subtask that has none only if it registers late that none will come, and else its
 * watermark would stand still for good.
 *
 * <p>A batch is at the earliest time of its records, each of which keeps its own; whoever takes it
 * gives them out at these. The watermark is that of the source behind the last of them: runners ask
 * for it when the batch has been given out, so none of its records is late by that.
 */
public final class BatchedSource<T, MarkT extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<List<TimestampedValue<T>>, BatchedSource.Mark<MarkT>> {

  private static final long serialVersionUID = 1L;

  /**
   * So many that an advance, which costs what forty rows of a file cost, is nothing to each of
   * them; and few enough for a heap, as objects too.
   */
  private static final int MAX_BYTES = 1 << 18;

  /**
   * How long a batch waits for its last record: a source may take some milliseconds to say that it
   * has none now, and records that come as slowly as that would wait for those behind them.
   */
  private static final Duration MAX_WAIT = Duration.ofMillis(5);

  /** No time is too long: to ask a clock for each record costs as much as to read a number. */
  private static final Duration UNMEASURED = Duration.ofNanos(Long.MAX_VALUE);

  private final UnboundedSource<T, MarkT> source;
  private final SizeOf<T> sizeOf;
  private final Duration maxWait;
  private final boolean empty;

  /** About how large records are. */
  public interface SizeOf<T> extends Serializable {

    /** How many bytes a record takes, more or less; from 1 on. */
    int bytes(T record);
  }

  /**
   * How far a source has come.
   *
   * @param mark of the source itself, or null of a split without records
   */
  public record Mark<MarkT extends CheckpointMark>(@Nullable MarkT mark) implements CheckpointMark {

    @Override
    public void finalizeCheckpoint() throws IOException {
      if (mark != null) {
        mark.finalizeCheckpoint();
      }
    }
  }

  private BatchedSource(
      UnboundedSource<T, MarkT> source, SizeOf<T> sizeOf, Duration maxWait, boolean empty) {
    this.source = source;
    this.sizeOf = sizeOf;
    this.maxWait = maxWait;
    this.empty = empty;
  }

  /** A source in batches. */
  public static <T, MarkT extends CheckpointMark> BatchedSource<T, MarkT> of(
      UnboundedSource<T, MarkT> source, SizeOf<T> sizeOf) {
    return of(source, sizeOf, MAX_WAIT);
  }

  /** The same for a source that has its records at hand, so that nothing ever waits for one. */
  public static <T, MarkT extends CheckpointMark> BatchedSource<T, MarkT> atHand(
      UnboundedSource<T, MarkT> source, SizeOf<T> sizeOf) {
    return of(source, sizeOf, UNMEASURED);
  }

  /** The same, with another time to wait. */
  static <T, MarkT extends CheckpointMark> BatchedSource<T, MarkT> of(
      UnboundedSource<T, MarkT> source, SizeOf<T> sizeOf, Duration maxWait) {
    return new BatchedSource<>(source, sizeOf, maxWait, false);
  }

  @Override
  public List<BatchedSource<T, MarkT>> split(int desiredNumSplits, PipelineOptions options)
      throws Exception {
    List<BatchedSource<T, MarkT>> splits = new ArrayList<>();
    for (UnboundedSource<T, MarkT> split : source.split(desiredNumSplits, options)) {
      splits.add(new BatchedSource<>(split, sizeOf, maxWait, false));
    }
    while (splits.size() < desiredNumSplits) {
      splits.add(new BatchedSource<>(source, sizeOf, maxWait, true));
    }
    return splits;
  }

  @Override
  public UnboundedReader<List<TimestampedValue<T>>> createReader(
      PipelineOptions options, @Nullable Mark<MarkT> mark) throws IOException {
    return new Reader<>(
        this, empty ? null : source.createReader(options, mark == null ? null : mark.mark()));
  }

  @Override
  public Coder<Mark<MarkT>> getCheckpointMarkCoder() {
    return DelegateCoder.of(
        NullableCoder.of(source.getCheckpointMarkCoder()), Mark::mark, mark -> new Mark<>(mark));
  }

  @Override
  public Coder<List<TimestampedValue<T>>> getOutputCoder() {
    return ListCoder.of(TimestampedValue.TimestampedValueCoder.of(source.getOutputCoder()));
  }

  @Override
  public void validate() {
    source.validate();
  }

  private static final class Reader<T, MarkT extends CheckpointMark>
      extends UnboundedReader<List<TimestampedValue<T>>> {

    private final BatchedSource<T, MarkT> source;
    private final @Nullable UnboundedReader<T> records;
    private List<TimestampedValue<T>> batch = List.of();
    private Instant earliest = BoundedWindow.TIMESTAMP_MIN_VALUE;

    /**
     * @param records null if there are none
     */
    Reader(BatchedSource<T, MarkT> source, @Nullable UnboundedReader<T> records) {
      this.source = source;
      this.records = records;
    }

    @Override
    public boolean start() throws IOException {
      return records != null && fill(records, records.start());
    }

    @Override
    public boolean advance() throws IOException {
      return records != null && fill(records, records.advance());
    }

    private boolean fill(UnboundedReader<T> records, boolean any) throws IOException {
      batch = new ArrayList<>();
      long bytes = 0;
      long wait = source.maxWait.toNanos();
      boolean measured = !source.maxWait.equals(UNMEASURED);
      long start = measured ? System.nanoTime() : 0;
      for (boolean more = any;
          more;
          more =
              bytes < MAX_BYTES
                  && (!measured || System.nanoTime() - start < wait)
                  && records.advance()) {
        Instant time = records.getCurrentTimestamp();
        T record = records.getCurrent();
        earliest = batch.isEmpty() || time.isBefore(earliest) ? time : earliest;
        batch.add(TimestampedValue.of(record, time));
        bytes += source.sizeOf.bytes(record);
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
      return records == null ? BoundedWindow.TIMESTAMP_MAX_VALUE : records.getWatermark();
    }

    @Override
    @SuppressWarnings("unchecked") // the marks of a source's readers are of its type
    public Mark<MarkT> getCheckpointMark() {
      return new Mark<>(records == null ? null : (MarkT) records.getCheckpointMark());
    }

    @Override
    public BatchedSource<T, MarkT> getCurrentSource() {
      return source;
    }

    @Override
    public long getSplitBacklogBytes() {
      return records == null ? 0 : records.getSplitBacklogBytes();
    }

    @Override
    public void close() throws IOException {
      if (records != null) {
        records.close();
      }
    }
  }
}
