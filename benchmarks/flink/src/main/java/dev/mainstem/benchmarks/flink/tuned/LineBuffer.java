package dev.mainstem.benchmarks.flink.tuned;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Result lines as bytes, which are written to their file some hundred kilobytes at a time. */
final class LineBuffer {

  private static final int BYTES = 1 << 18;
  private static final int LONGEST_LINE = 1 << 10;

  private final byte[] buffer = new byte[BYTES];
  private final OutputStream out;
  private int length;

  LineBuffer(OutputStream out) {
    this.out = out;
  }

  LineBuffer text(byte[] text) {
    return bytes(text, 0, text.length);
  }

  LineBuffer bytes(byte[] bytes, int from, int count) {
    System.arraycopy(bytes, from, buffer, length, count);
    length += count;
    return this;
  }

  LineBuffer character(char c) {
    buffer[length++] = (byte) c;
    return this;
  }

  /** ASCII only. */
  @SuppressWarnings("deprecation") // the one way that copies no String
  LineBuffer ascii(String text) {
    text.getBytes(0, text.length(), buffer, length);
    length += text.length();
    return this;
  }

  LineBuffer number(long value) {
    length = NumberOutput.outputLong(value, buffer, length);
    return this;
  }

  /** The shortest digits that stand for this double: several times as fast as Java 17's own. */
  LineBuffer number(double value) {
    return ascii(NumberOutput.toString(value, true));
  }

  LineBuffer twoDigits(int value) {
    buffer[length++] = (byte) ('0' + value / 10);
    buffer[length++] = (byte) ('0' + value % 10);
    return this;
  }

  /** Ends a line. */
  void end() throws IOException {
    character('\n');
    if (length > BYTES - LONGEST_LINE) {
      flush();
    }
  }

  void flush() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }
}
