package dev.mainstem.live;

import dev.mainstem.record.RowParser;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.StreamSpec;
import java.io.Serializable;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Finds the event times of messages, for the watermark. They are those of their rows; a message
 * that is bad elsewhere has an event time all the same, and is looked through for it once more. Not
 * thread-safe.
 */
final class MessageTimes {

  private final MessageParser parser;
  private final EventTimes ofBad;
  private long oldest;
  private long newest;

  private MessageTimes(StreamSpec stream, MessageFormat format) {
    this.parser = new MessageParser(stream, format);
    this.ofBad = new EventTimes(stream, format);
  }

  /** Makes one on a worker. */
  record Factory(StreamSpec stream, MessageFormat format) implements Serializable {

    MessageTimes create() {
      return new MessageTimes(stream, format);
    }
  }

  /**
   * Reads the messages of a record; whether any of them has an event time.
   *
   * @throws EnvironmentException if the registry that has their schema does not answer
   */
  boolean read(KafkaRecord<byte[], Messages> record) {
    oldest = Long.MAX_VALUE;
    newest = PartitionClock.NONE;
    ParsedMessages parsed = parser.parse(record);
    RowParser rows = parser.rows();
    for (Row row : parsed.rows()) {
      long time = rows.eventTimeOf(row).getMillis();
      add(time, time);
    }
    @Nullable Message last = null;
    for (ParsedMessages.Bad bad : parsed.bad()) {
      if (bad.message() != last && ofBad.read(bad.message().value(), bad.message()::text)) {
        add(ofBad.oldest(), ofBad.newest());
      }
      last = bad.message();
    }
    return newest != PartitionClock.NONE;
  }

  private void add(long from, long to) {
    oldest = Math.min(oldest, from);
    newest = Math.max(newest, to);
  }

  /** The oldest of the event times, in milliseconds since 1970. */
  long oldest() {
    return oldest;
  }

  /** The newest of them. */
  long newest() {
    return newest;
  }
}
