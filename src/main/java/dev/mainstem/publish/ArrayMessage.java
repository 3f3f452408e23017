package dev.mainstem.publish;

import dev.mainstem.convert.ArrayWriter;
import dev.mainstem.spec.EnvironmentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** All records as one array in one message; no record, no message. */
final class ArrayMessage implements Messages {

  private static final String LIMIT = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;

  private final Outlet outlet;
  private final @Nullable MessageStamp stamp;
  private final long maxBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ArrayWriter array;
  private long records;

  ArrayMessage(Outlet outlet, PublishSpec spec, @Nullable MessageStamp stamp) {
    this.outlet = outlet;
    this.stamp = stamp;
    this.maxBytes = maxBytes(spec);
    try {
      this.array = new ArrayWriter(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The producer was made of the same property, so that it is a number. */
  private static long maxBytes(PublishSpec spec) {
    String said = spec.producer().get(LIMIT);
    Object limit = said != null ? said : ProducerConfig.configDef().defaultValues().get(LIMIT);
    return Long.parseLong(String.valueOf(limit).trim());
  }

  @Override
  public void add(byte[] record) {
    try {
      array.write(record);
      records++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() > maxBytes) {
      throw new EnvironmentException(
          ("the array is too large for one message: %,d records are %,d bytes already, and %s is"
                  + " %,d. Publish one message a record (--as records), or raise the limit with"
                  + " --producer %s=BYTES and the topic's max.message.bytes")
              .formatted(records, bytes.size(), LIMIT, maxBytes, LIMIT));
    }
  }

  @Override
  public void finish() {
    if (records == 0) {
      return;
    }
    try {
      array.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] message = bytes.toByteArray();
    outlet.publish(null, message, stamp == null ? null : stamp.of(message));
  }
}
