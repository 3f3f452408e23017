package dev.mainstem.benchmarks.flink.tuned;

import java.io.Serializable;

/** How a result becomes a line. Each writer has a copy of its own. */
interface LineFormat<T> extends Serializable {

  /** Everything of the line but its end. */
  void write(T result, LineBuffer line);

  static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
