package dev.mainstem.sinks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** How elements are written down, one a line. */
interface LineFormat<T> extends Serializable {

  /** How many bytes each file begins with before its first line; the same bytes in all of them. */
  default int headerBytes() {
    return 0;
  }

  /** Begins a file; closing the writer ends it, and the stream with it. */
  Writer<T> open(OutputStream out) throws IOException;

  /** How many lines an element becomes. */
  default int lines(T element) {
    return 1;
  }

  /** Writes the lines of one file. */
  interface Writer<T> extends AutoCloseable {

    void write(T element) throws IOException;

    @Override
    void close() throws IOException;
  }
}
