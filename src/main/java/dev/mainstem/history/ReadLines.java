package dev.mainstem.history;

import dev.mainstem.record.BatchOutput;
import dev.mainstem.record.RowBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of ranges by {@link LineSource}, and makes rows of them. Both in one step: to
 * hand a line from step to step would cost more than to read it.
 *
 * <p>The form {@code TextIO.read()} would lose or repeat lines in a streaming job
 * (apache/beam#38072), and {@code TextIO.readFiles()} queues all ranges ahead of a checkpoint.
 */
final class ReadLines extends DoFn<FileRange, RowBatch> {

  private static final long serialVersionUID = 1L;

  /**
   * Small enough for a checkpoint between two ranges, large enough for its overhead not to count.
   */
  static final long RANGE_BYTES = 2L << 20;

  private final ParseLines parse;
  private transient @Nullable Map<String, MatchResult.Metadata> files;
  private transient BatchOutput output = new BatchOutput();

  ReadLines(ParseLines parse) {
    this.parse = parse;
  }

  /** Makes what is not sent to workers. */
  @Setup
  public void setup() {
    parse.open();
    output = new BatchOutput();
  }

  /** One range. A bundle has many: counts become Beam's with each, for whoever looks on. */
  @ProcessElement
  public void process(@Element FileRange range, MultiOutputReceiver out) throws IOException {
    output.to(out);
    parse.begin(range, output);
    try (LineReader lines = LineSource.open(find(range.resource()), range)) {
      for (boolean more = lines.start(); more; more = lines.advance()) {
        parse.take(lines.line());
      }
    }
    output.flush();
    parse.end(range);
  }

  /** Closes the files that were looked into. */
  @Teardown
  public void teardown() throws IOException {
    parse.close();
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
