package dev.mainstem.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of a history whose rows may come in any order, one after the other.
 *
 * <p>Whoever takes a range reads it before the next one is given. So no range waits in a queue,
 * where a checkpoint would have to wait behind it: between two ranges everything that was given has
 * been read, and what a checkpoint keeps is how many that were. The watermark stays at the
 * beginning of time until the last one is given.
 */
final class RangeSource extends UnboundedSource<FileRange, RangeSource.Mark> {

  private static final long serialVersionUID = 1L;

  /** More than one a worker, so that there is something for workers that are added. */
  private static final int SPLITS_PER_WORKER = 4;

  private final List<FileRange> ranges;

  private RangeSource(List<FileRange> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /**
   * The ranges of files; one that is compressed, or can only be read from its start, has one range.
   *
   * @param rangeBytes how long a range is
   */
  static RangeSource of(List<HistoryFile> files, long rangeBytes) {
    List<FileRange> ranges = new ArrayList<>();
    for (HistoryFile file : files) {
      long length = isDivisible(file) ? rangeBytes : Long.MAX_VALUE;
      for (long from = 0; from < file.bytes(); from += Math.min(length, file.bytes())) {
        long left = file.bytes() - from;
        ranges.add(new FileRange(file.resource(), from, from + Math.min(length, left)));
      }
    }
    return new RangeSource(ranges);
  }

  private static boolean isDivisible(HistoryFile file) {
    return file.reading() == HistoryFile.Reading.LINES
        && Compression.detect(file.resource()) == Compression.UNCOMPRESSED;
  }

  /**
   * Each takes its turn, so that all of them get ranges of all files. There are as many as are
   * asked for, if need be without ranges: see {@link dev.mainstem.record.BatchedSource}.
   */
  @Override
  public List<RangeSource> split(int desiredNumSplits, PipelineOptions options) {
    int splits =
        Math.max(desiredNumSplits, Math.min(ranges.size(), desiredNumSplits * SPLITS_PER_WORKER));
    List<List<FileRange>> dealt = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      dealt.add(new ArrayList<>());
    }
    for (int range = 0; range < ranges.size(); range++) {
      dealt.get(range % splits).add(ranges.get(range));
    }
    return dealt.stream().map(RangeSource::new).toList();
  }

  @Override
  public UnboundedReader<FileRange> createReader(PipelineOptions options, @Nullable Mark mark) {
    return new Reader(this, mark == null ? 0 : mark.given());
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<FileRange> getOutputCoder() {
    return SerializableCoder.of(FileRange.class);
  }

  /**
   * How far a source has come.
   *
   * @param given how many of its ranges were given
   */
  record Mark(int given) implements CheckpointMark, Serializable {

    /** Nothing to do: what was read can be read again. */
    @Override
    public void finalizeCheckpoint() {}
  }

  private static final class Reader extends UnboundedReader<FileRange> {

    private final RangeSource source;
    private int given;

    Reader(RangeSource source, int given) {
      this.source = source;
      this.given = given;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      boolean more = given < source.ranges.size();
      given += more ? 1 : 0;
      return more;
    }

    @Override
    public FileRange getCurrent() {
      if (given == 0) {
        throw new NoSuchElementException();
      }
      return source.ranges.get(given - 1);
    }

    @Override
    public Instant getCurrentTimestamp() {
      return BoundedWindow.TIMESTAMP_MIN_VALUE;
    }

    @Override
    public Instant getWatermark() {
      return given < source.ranges.size()
          ? BoundedWindow.TIMESTAMP_MIN_VALUE
          : BoundedWindow.TIMESTAMP_MAX_VALUE;
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(given);
    }

    @Override
    public RangeSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
