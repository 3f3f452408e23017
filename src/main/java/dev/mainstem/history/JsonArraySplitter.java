package dev.mainstem.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a file that is one JSON array into the texts of its elements, without parsing them, so that
 * a bad element has its text and does not end the reading of the others. Not thread-safe.
 */
final class JsonArraySplitter implements Closeable {

  /** A string that is never closed must not take the rest of a large file into memory. */
  private static final int MAX_ELEMENT_BYTES = 64 << 20;

  private final ByteWindow bytes;
  private int from;
  private int to;
  private long number;
  private int separator = '[';

  /**
   * @param in a file whose first character, byte-order mark and blanks aside, is a bracket
   */
  JsonArraySplitter(InputStream in) throws IOException {
    this.bytes = new ByteWindow(in);
    bytes.passIfNext("\uFEFF".getBytes(StandardCharsets.UTF_8));
    passBlanks();
    bytes.pass(1);
  }

  /**
   * Goes to the next element, which may be nothing, as behind the comma of {@code [1,]}.
   *
   * @return false behind the last
   */
  boolean next() throws IOException {
    if (separator == ']' || separator == ByteWindow.END) {
      return false;
    }
    boolean first = separator == '[';
    bytes.startHere();
    separator = passElement();
    to = bytes.length();
    bytes.pass(separator == ',' || separator == ']' ? 1 : 0);
    trim();
    boolean none = from == to && (separator == ByteWindow.END || (first && separator == ']'));
    number += none ? 0 : 1;
    return !none;
  }

  /** Passes up to the comma or bracket that ends the element; answers which, or END. */
  private int passElement() throws IOException {
    int depth = 0;
    boolean inString = false;
    for (int b = bytes.peek(); b != ByteWindow.END; b = bytes.peek()) {
      if (inString) {
        inString = b != '"';
        bytes.pass(b == '\\' ? 1 : 0);
      } else if (depth == 0 && (b == ',' || b == ']')) {
        return b;
      } else {
        inString = b == '"';
        depth += b == '{' || b == '[' ? 1 : depth > 0 && (b == '}' || b == ']') ? -1 : 0;
      }
      if (bytes.length() > MAX_ELEMENT_BYTES || bytes.peek() == ByteWindow.END) {
        break;
      }
      bytes.pass(1);
    }
    return bytes.peek() == ByteWindow.END ? ByteWindow.END : 0;
  }

  private void trim() {
    from = 0;
    while (from < to && bytes.byteAt(from) <= ' ') {
      from++;
    }
    while (to > from && bytes.byteAt(to - 1) <= ' ') {
      to--;
    }
  }

  private void passBlanks() throws IOException {
    while (bytes.peek() != ByteWindow.END && bytes.peek() <= ' ') {
      bytes.pass(1);
      bytes.startHere();
    }
  }

  /** A copy of the element's bytes, without blanks around it. */
  byte[] bytes() {
    return bytes.copy(from, to);
  }

  /** The number of the element, from 1. */
  long number() {
    return number;
  }

  /** Whether the file ended before the array did. */
  boolean isCutOff() {
    return separator == ByteWindow.END;
  }

  /** What follows the array, which should be nothing; where it is much, the next part of it. */
  byte[] rest() throws IOException {
    passBlanks();
    bytes.startHere();
    while (bytes.peek() != ByteWindow.END && bytes.length() < MAX_ELEMENT_BYTES) {
      bytes.passRest();
    }
    to = bytes.length();
    trim();
    return bytes();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
