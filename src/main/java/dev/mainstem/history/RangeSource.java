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
 *
 * <p>Each worker has one stretch of the history, in bytes as long as any other's: rows that lie
 * side by side are mostly of the same windows, and so the groups of a window come together in one
 * worker. Which worker it is does not matter to what comes out. Of what is asked for, Flink gives
 * its first worker the first split and each that lies as many further as there are workers, and
 * takes a range of each in turn. Beam asks for as many splits as a step may ever have tasks, so
 * that there is something for workers that are added.
 */
final class RangeSource extends UnboundedSource<FileRange, RangeSource.Mark> {

  private static final long serialVersionUID = 1L;

  private final List<FileRange> ranges;
  private final int workers;

  private RangeSource(List<FileRange> ranges, int workers) {
    this.ranges = List.copyOf(ranges);
    this.workers = workers;
  }

  /**
   * The ranges of files; one that is compressed, or can only be read from its start, has one range.
   *
   * @param rangeBytes how long a range is
   * @param workers how many read side by side, 1 if only the runner knows
   */
  static RangeSource of(List<HistoryFile> files, long rangeBytes, int workers) {
    List<FileRange> ranges = new ArrayList<>();
    for (HistoryFile file : files) {
      long length = isDivisible(file) ? rangeBytes : Long.MAX_VALUE;
      for (long from = 0; from < file.bytes(); from += Math.min(length, file.bytes())) {
        long left = file.bytes() - from;
        ranges.add(new FileRange(file.resource(), from, from + Math.min(length, left)));
      }
    }
    return new RangeSource(ranges, workers);
  }

  private static boolean isDivisible(HistoryFile file) {
    return file.reading() == HistoryFile.Reading.LINES
        && Compression.detect(file.resource()) == Compression.UNCOMPRESSED;
  }

  /**
   * There are as many splits as are asked for, if need be without ranges: see {@link
   * dev.mainstem.record.BatchedSource}.
   */
  @Override
  public List<RangeSource> split(int splits, PipelineOptions options) {
    int stretches = Math.max(1, Math.min(workers, splits));
    List<List<FileRange>> dealt = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      dealt.add(new ArrayList<>());
    }
    int[] given = new int[stretches];
    long total = ranges.stream().mapToLong(FileRange::bytes).sum();
    long before = 0;
    for (FileRange range : ranges) {
      int stretch = (int) ((before + range.bytes() / 2) * stretches / total); // by its middle
      dealt.get(stretch + stretches * (given[stretch]++ % (splits / stretches))).add(range);
      before += range.bytes();
    }
    return dealt.stream().map(some -> new RangeSource(some, 1)).toList();
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
