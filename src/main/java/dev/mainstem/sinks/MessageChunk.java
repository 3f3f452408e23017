package dev.mainstem.sinks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.KV;

/**
 * Messages one behind the other as bytes, which a shuffle and a state carry as one value: what they
 * cost counts once for thousands of messages. Not thread-safe.
 */
final class MessageChunk {

  /** Keys may be null. */
  private static final KvCoder<byte[], byte[]> MESSAGES =
      KvCoder.of(NullableCoder.of(ByteArrayCoder.of()), ByteArrayCoder.of());

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Appends a message; answers how many bytes there are now. */
  int add(KV<byte[], byte[]> message) throws IOException {
    MESSAGES.encode(message, bytes);
    return bytes.size();
  }

  boolean isEmpty() {
    return bytes.size() == 0;
  }

  /** Takes the messages out, as bytes. */
  byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  /** Hands over the messages of a chunk, in the order in which they were added. */
  static void read(byte[] chunk, MessageFormat.Receiver receiver) {
    ByteArrayInputStream in = new ByteArrayInputStream(chunk);
    try {
      while (in.available() > 0) {
        receiver.receive(MESSAGES.decode(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
