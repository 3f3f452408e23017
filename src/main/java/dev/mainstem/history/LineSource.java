package dev.mainstem.history;

import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileBasedSource;
import org.apache.beam.sdk.io.TextSource;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * TextIO's source with a reader that gives lines as the bytes that they are: to make a text of each
 * costs more than to find it, and the parser would take that apart again.
 *
 * <p>Which lines there are is TextIO's rule: they end with LF, CRLF, CR or the file, and a range
 * has those that begin in it.
 */
final class LineSource extends TextSource {

  private static final long serialVersionUID = 1L;

  private LineSource(MatchResult.Metadata file, long from, long to) {
    super(file, from, to, null);
  }

  /**
   * Opens a range of a file; of one that is compressed, which can only be read from its start, all
   * of it. Whoever opens it closes it.
   */
  static LineReader open(MatchResult.Metadata file, FileRange range) {
    boolean plain = Compression.detect(range.resource()) == Compression.UNCOMPRESSED;
    return new LineReader(new LineSource(file, range.from(), plain ? range.to() : Long.MAX_VALUE));
  }

  @Override
  protected FileBasedSource<String> createForSubrangeOfFile(
      MatchResult.Metadata file, long from, long to) {
    return new LineSource(file, from, to);
  }

  @Override
  protected FileBasedReader<String> createSingleFileReader(PipelineOptions options) {
    return new LineReader(this);
  }
}
