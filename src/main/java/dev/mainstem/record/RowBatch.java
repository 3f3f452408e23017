package dev.mainstem.record;

import java.util.Arrays;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Some rows of the stream that go together, each with its event time, in the order in which they
 * were read.
 *
 * <p>To a runner a batch is one element: it passes ten calls on its way from step to step, whatever
 * it holds, and so each of its rows next to none. None of its rows is older than its timestamp.
 * Never empty, immutable: nobody changes the rows of one that was given away.
 */
public final class RowBatch {

  /** The output of the stages whose rows are in batches. */
  public static final TupleTag<RowBatch> TAG = new TupleTag<>("batches") {};

  /**
   * As many as stay in the caches of a processor until the last step has seen them; a quarter of
   * them costs a file to file run a tenth more.
   */
  static final int MAX_ROWS = 512;

  private final Row[] rows;
  private final long[] times;

  private RowBatch(Row[] rows, long[] times) {
    this.rows = rows;
    this.times = times;
  }

  /** How many rows there are. */
  public int size() {
    return rows.length;
  }

  /** One of the rows, from 0. */
  public Row row(int index) {
    return rows[index];
  }

  /** Its event time, in milliseconds since 1970. */
  public long time(int index) {
    return times[index];
  }

  /** The event time of the oldest row. */
  Instant earliest() {
    return Instant.ofEpochMilli(Arrays.stream(times).min().orElseThrow());
  }

  /** Gathers the rows of a batch; not thread-safe. */
  public static final class Builder {

    private final Row[] rows;
    private final long[] times;
    private int size;

    /**
     * @param capacity how many rows there can be
     */
    public Builder(int capacity) {
      this.rows = new Row[capacity];
      this.times = new long[capacity];
    }

    /** Adds a row at its event time. */
    public void add(Row row, long time) {
      rows[size] = row;
      times[size++] = time;
    }

    /** How many rows it has. */
    public int size() {
      return size;
    }

    /** The batch; what is added later is part of the next one. */
    public RowBatch build() {
      RowBatch built = new RowBatch(Arrays.copyOf(rows, size), Arrays.copyOf(times, size));
      clear();
      return built;
    }

    /** Forgets what was added. */
    void clear() {
      size = 0;
    }
  }
}
