package dev.mainstem.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * A line as TextIO read it, and where it stands.
 *
 * @param resource the file
 * @param range the offset at which the range begins that the line was read with
 * @param index its place among the lines of the range, from 0
 * @param text the line, without its end
 */
record HistoryLine(String resource, long range, long index, String text) {

  /** Lines between two workers. */
  static final class LineCoder extends AtomicCoder<HistoryLine> {

    private static final long serialVersionUID = 1L;
    private static final Coder<String> TEXT = StringUtf8Coder.of();
    private static final Coder<Long> LONG = VarLongCoder.of();

    @Override
    public void encode(HistoryLine line, OutputStream out) throws IOException {
      TEXT.encode(line.resource(), out);
      LONG.encode(line.range(), out);
      LONG.encode(line.index(), out);
      TEXT.encode(line.text(), out);
    }

    @Override
    public HistoryLine decode(InputStream in) throws IOException {
      return new HistoryLine(TEXT.decode(in), LONG.decode(in), LONG.decode(in), TEXT.decode(in));
    }
  }
}
