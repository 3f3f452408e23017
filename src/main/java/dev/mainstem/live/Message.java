package dev.mainstem.live;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Origin;
import dev.mainstem.record.Utf8;
import dev.mainstem.spec.Metadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message of a topic. Nobody changes its bytes, so it is safe for any thread. */
final class Message {

  private final String topic;
  private final int partition;
  private final long offset;
  private final long timestamp;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;

  /**
   * @param timestamp Kafka's own, in milliseconds since 1970
   */
  Message(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
  }

  /** Its bytes, or null if it has none. */
  byte @Nullable [] value() {
    return value;
  }

  /** Where it is. */
  Origin origin() {
    return Origin.ofMessage(topic, partition, offset);
  }

  /**
   * The text of a piece of metadata; null where a message has none.
   *
   * @throws BadValue for a key that is no UTF-8
   */
  @Nullable String text(Metadata metadata) throws BadValue {
    return switch (metadata) {
      case TOPIC -> topic;
      case PARTITION -> Integer.toString(partition);
      case OFFSET -> Long.toString(offset);
      case TIMESTAMP -> Instant.ofEpochMilli(timestamp).toString();
      case KEY -> key == null ? null : Utf8.decode(key);
      case FILE, LINE -> null;
    };
  }
}
