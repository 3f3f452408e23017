package dev.mainstem.sinks;

import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.values.KV;

/** How elements become messages of a topic. */
interface MessageFormat<T> extends Serializable {

  /** A writer for one thread. */
  Writer<T> open();

  /** Makes messages of elements. Not thread-safe. */
  interface Writer<T> {

    void write(T element, Receiver receiver) throws IOException;
  }

  /** What is done with a message. */
  interface Receiver {

    /** A message, whose key may be null. */
    void receive(KV<byte[], byte[]> message) throws IOException;
  }
}
