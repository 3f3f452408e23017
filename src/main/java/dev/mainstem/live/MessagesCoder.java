package dev.mainstem.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** Messages between two workers: as they were read. */
final class MessagesCoder extends AtomicCoder<Messages> {

  private static final long serialVersionUID = 1L;
  private static final MessagesCoder INSTANCE = new MessagesCoder();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private MessagesCoder() {}

  /** The coder; it has no state. */
  static MessagesCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Messages messages, OutputStream out) throws IOException {
    BYTES.encode(messages.bytes(), out);
  }

  @Override
  public Messages decode(InputStream in) throws IOException {
    return new Messages(BYTES.decode(in));
  }
}
