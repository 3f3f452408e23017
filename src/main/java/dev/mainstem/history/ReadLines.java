package dev.mainstem.history;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.io.BoundedSource.BoundedReader;
import org.apache.beam.sdk.io.CompressedSource;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileBasedSource;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.TextSource;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of ranges by TextIO's own source, and says of each where it stands.
 *
 * <p>The form {@code TextIO.read()} would lose or repeat lines in a streaming job
 * (apache/beam#38072), and {@code TextIO.readFiles()} queues all ranges ahead of a checkpoint.
 */
final class ReadLines extends DoFn<FileRange, HistoryLine> {

  private static final long serialVersionUID = 1L;

  /**
   * Small enough for a checkpoint between two ranges, large enough for its overhead not to count.
   */
  static final long RANGE_BYTES = 2L << 20;

  private transient @Nullable Map<String, MatchResult.Metadata> files;

  /** One range. */
  @ProcessElement
  public void process(
      @Element FileRange range, PipelineOptions options, OutputReceiver<HistoryLine> out)
      throws IOException {
    try (BoundedReader<String> reader = open(range, options)) {
      long index = 0;
      for (boolean more = reader.start(); more; more = reader.advance()) {
        out.output(new HistoryLine(range.resource(), range.from(), index++, reader.getCurrent()));
      }
    }
  }

  private BoundedReader<String> open(FileRange range, PipelineOptions options) throws IOException {
    TextSource text = new TextSource(find(range.resource()), range.from(), range.to(), null);
    FileBasedSource<String> source =
        Compression.detect(range.resource()) == Compression.UNCOMPRESSED
            ? text
            : CompressedSource.from(text);
    return source.createReader(options);
  }

  private MatchResult.Metadata find(String resource) throws IOException {
    if (files == null) {
      files = new HashMap<>();
    }
    MatchResult.Metadata known = files.get(resource);
    if (known == null) {
      known = FileSystems.matchSingleFileSpec(resource);
      files.put(resource, known);
    }
    return known;
  }
}
