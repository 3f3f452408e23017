package dev.mainstem.publish;

import dev.mainstem.live.EventTimes;
import dev.mainstem.live.MessageFormat;
import dev.mainstem.spec.StreamSpec;
import org.jspecify.annotations.Nullable;

/**
 * The time that a producer at the source would stamp a message with: that of its newest record, the
 * last one that had to happen before it could be sent. Not thread-safe.
 */
public final class MessageStamp {

  private final EventTimes eventTimes;

  public MessageStamp(StreamSpec stream) {
    this.eventTimes = new EventTimes(stream, MessageFormat.JSON);
  }

  /**
   * The stamp of a message in milliseconds since 1970, or null where it has no event time or one
   * before 1970, which Kafka does not know.
   */
  public @Nullable Long of(byte[] message) {
    boolean stamped = eventTimes.read(message, metadata -> null) && eventTimes.newest() >= 0;
    return stamped ? eventTimes.newest() : null;
  }
}
