package dev.mainstem.history;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;

/**
 * How far an ordered history has been read: what a checkpoint keeps of it, and all that is needed
 * to go on at the very next record.
 *
 * <p>A record's text is known by its number in its file, so that the same mark holds for every
 * format and compression; going on passes over the texts before it without parsing them.
 */
final class OrderedMark implements CheckpointMark, Serializable {

  private static final long serialVersionUID = 1L;

  /** The event time before there is one. */
  static final long NONE = Long.MIN_VALUE;

  private static final long FINISHED = -1;

  private final long[] texts;
  private final int[] records;
  private final long[] newest;

  private OrderedMark(long[] texts, int[] records, long[] newest) {
    this.texts = texts;
    this.records = records;
    this.newest = newest;
  }

  /** Before the first record of so many files. */
  static OrderedMark start(int files) {
    long[] newest = new long[files];
    Arrays.fill(newest, NONE);
    return new OrderedMark(new long[files], new int[files], newest);
  }

  /** Nothing to do: what was read can be read again. */
  @Override
  public void finalizeCheckpoint() {}

  /** The same, which does not move with this one. */
  OrderedMark copy() {
    return new OrderedMark(texts.clone(), records.clone(), newest.clone());
  }

  /** How many texts of a file have been read to their last record. */
  long texts(int file) {
    return texts[file];
  }

  /** How many records of the text behind those have been read. */
  int records(int file) {
    return records[file];
  }

  /** The newest event time read of a file, in milliseconds since 1970, or {@link #NONE}. */
  long newest(int file) {
    return newest[file];
  }

  boolean isFinished(int file) {
    return texts[file] == FINISHED;
  }

  /** A record of a file was read, and reading goes on there. */
  void read(int file, long eventTime, long textsRead, int recordsRead) {
    newest[file] = Math.max(newest[file], eventTime);
    texts[file] = textsRead;
    records[file] = recordsRead;
  }

  /** The last record of a file was read. */
  void finish(int file) {
    texts[file] = FINISHED;
    records[file] = 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderedMark mark
        && Arrays.equals(mark.texts, texts)
        && Arrays.equals(mark.records, records)
        && Arrays.equals(mark.newest, newest);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(texts) + Arrays.hashCode(records)) + Arrays.hashCode(newest);
  }
}
