package dev.mainstem.sinks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** How elements are written down in a file. */
interface FileFormat<T> extends Serializable {

  /** How files become one; by default, their bytes are put one behind the other. */
  default PartJoin joining() {
    return PartJoin.ofBytes(0);
  }

  /** Begins a file; closing the writer ends it, and the stream with it. */
  Writer<T> open(OutputStream out) throws IOException;

  /** How many rows, or other things that are counted, an element is. */
  default int lines(T element) {
    return 1;
  }

  /** Writes the elements of one file. */
  interface Writer<T> extends AutoCloseable {

    void write(T element) throws IOException;

    @Override
    void close() throws IOException;
  }
}
