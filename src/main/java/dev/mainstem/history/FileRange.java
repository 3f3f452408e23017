package dev.mainstem.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * A part of a file that is read in one go.
 *
 * @param resource the file, as Beam's file systems call it
 * @param from the offset of its first byte
 * @param to the offset behind its last byte
 */
record FileRange(String resource, long from, long to) implements Serializable {

  /** Ranges between two workers. */
  static final class RangeCoder extends AtomicCoder<FileRange> {

    private static final long serialVersionUID = 1L;
    private static final Coder<String> TEXT = StringUtf8Coder.of();
    private static final Coder<Long> LONG = VarLongCoder.of();

    @Override
    public void encode(FileRange range, OutputStream out) throws IOException {
      TEXT.encode(range.resource(), out);
      LONG.encode(range.from(), out);
      LONG.encode(range.to(), out);
    }

    @Override
    public FileRange decode(InputStream in) throws IOException {
      return new FileRange(TEXT.decode(in), LONG.decode(in), LONG.decode(in));
    }
  }
}
