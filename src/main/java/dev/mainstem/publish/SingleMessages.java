package dev.mainstem.publish;

import dev.mainstem.broker.Publisher;
import dev.mainstem.record.BadValue;
import org.jspecify.annotations.Nullable;

/** One message a record. */
final class SingleMessages implements Messages {

  private final Publisher publisher;
  private final RecordKey key;
  private final @Nullable MessageStamp stamp;

  SingleMessages(Publisher publisher, RecordKey key, @Nullable MessageStamp stamp) {
    this.publisher = publisher;
    this.key = key;
    this.stamp = stamp;
  }

  @Override
  public void add(byte[] record) throws BadValue {
    publisher.publish(key.of(record), record, stamp == null ? null : stamp.of(record));
  }

  @Override
  public void finish() {}
}
