package dev.mainstem.live;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Utf8;
import dev.mainstem.spec.Metadata;
import java.time.Instant;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.jspecify.annotations.Nullable;

/** What surrounds the value of a message, as text. */
final class MessageMetadata {

  private MessageMetadata() {}

  /**
   * The text of a piece of metadata; null where a message has none.
   *
   * @throws BadValue for a key that is no UTF-8
   */
  static @Nullable String of(Metadata metadata, KafkaRecord<byte[], byte[]> message)
      throws BadValue {
    return switch (metadata) {
      case TOPIC -> message.getTopic();
      case PARTITION -> Integer.toString(message.getPartition());
      case OFFSET -> Long.toString(message.getOffset());
      case TIMESTAMP -> Instant.ofEpochMilli(message.getTimestamp()).toString();
      case KEY -> key(message.getKV().getKey());
      case FILE, LINE -> null;
    };
  }

  private static @Nullable String key(byte @Nullable [] key) throws BadValue {
    return key == null ? null : Utf8.decode(key);
  }
}
