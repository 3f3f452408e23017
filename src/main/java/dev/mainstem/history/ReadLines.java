package dev.mainstem.history;

import org.apache.beam.sdk.io.BoundedSource.BoundedReader;
import org.apache.beam.sdk.io.FileBasedSource;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.io.ReadAllViaFileBasedSource.ReadFileRangesFnExceptionHandler;
import org.apache.beam.sdk.io.ReadAllViaFileBasedSourceTransform;
import org.apache.beam.sdk.io.TextSource;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.options.ValueProvider.StaticValueProvider;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * {@code TextIO.readFiles()} that says of each line where it stands.
 *
 * <p>Files are read in ranges that a reshuffle spreads over the workers, as TextIO does it; the
 * form {@code TextIO.read()} would lose or repeat lines in a streaming job (apache/beam#38072).
 */
final class ReadLines extends ReadAllViaFileBasedSourceTransform<String, HistoryLine> {

  private static final long serialVersionUID = 1L;

  /**
   * Small enough for a checkpoint between two ranges, large enough for its overhead not to count.
   */
  static final long RANGE_BYTES = 16L << 20;

  private ReadLines(long rangeBytes) {
    super(rangeBytes, ReadLines::source, new HistoryLine.LineCoder());
  }

  /**
   * @param rangeBytes how long a range is; the header of a file lies in its first one
   */
  static ReadLines inRangesOf(long rangeBytes) {
    return new ReadLines(rangeBytes);
  }

  private static TextSource source(String resource) {
    return new TextSource(StaticValueProvider.of(resource), EmptyMatchTreatment.DISALLOW, null, 0);
  }

  @Override
  protected DoFn<KV<ReadableFile, OffsetRange>, HistoryLine> readRangesFn() {
    return new ReadRangesFn();
  }

  /** One call reads a whole range, so counting its lines is enough to place them. */
  private static final class ReadRangesFn extends AbstractReadFileRangesFn<String, HistoryLine> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable OffsetRange range;
    private transient String resource = "";
    private transient long index;

    ReadRangesFn() {
      super(ReadLines::source, new ReadFileRangesFnExceptionHandler());
    }

    /** A range that is read again after a failure starts counting again. */
    @StartBundle
    public void forgetRange() {
      range = null;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one call of process holds one range object
    protected HistoryLine makeOutput(
        ReadableFile file,
        OffsetRange current,
        FileBasedSource<String> source,
        BoundedReader<String> reader) {
      if (range != current) {
        range = current;
        resource = file.getMetadata().resourceId().toString();
        index = 0;
      }
      return new HistoryLine(resource, current.getFrom(), index++, reader.getCurrent());
    }
  }
}
