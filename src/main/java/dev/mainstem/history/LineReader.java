package dev.mainstem.history;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileBasedSource.FileBasedReader;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a {@link LineSource}. Not thread-safe. */
final class LineReader extends FileBasedReader<String> {

  private @Nullable RecordSplitter lines;

  /** Where in the file the splitter began. */
  private long offset;

  LineReader(LineSource source) {
    super(source);
  }

  /** What is at the line that was read last. */
  RecordSplitter line() {
    return Objects.requireNonNull(lines);
  }

  @Override
  public String getCurrent() {
    return line().text();
  }

  @Override
  protected long getCurrentOffset() {
    return offset + line().startOffset();
  }

  @Override
  protected void startReading(ReadableByteChannel channel) throws IOException {
    LineSource source = (LineSource) getCurrentSource();
    long start = source.getStartOffset();
    if (start > 0) {
      offset = start - 1;
      ((SeekableByteChannel) channel).position(offset);
    }
    Compression compression = Compression.detect(source.getFileOrPatternSpec());
    lines = RecordSplitter.lines(Channels.newInputStream(compression.readDecompressed(channel)));
    if (start > 0) {
      // what the byte before is part of, if only as a line end, began before
      readNextRecord();
    }
  }

  @Override
  protected boolean readNextRecord() throws IOException {
    return line().next();
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
    super.close();
  }
}
