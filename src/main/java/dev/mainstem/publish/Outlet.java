package dev.mainstem.publish;

import dev.mainstem.broker.Publisher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where messages go, one after the other. Not thread-safe. */
interface Outlet extends AutoCloseable {

  /**
   * Whether the next message is in the topic already, by an earlier publish that was broken off.
   */
  boolean nextIsThere();

  /**
   * Takes the next message.
   *
   * @param timestamp of the record, in milliseconds since 1970, or null for the time of publishing
   */
  void publish(byte @Nullable [] key, byte[] value, @Nullable Long timestamp);

  /** Is told that no message will come for so long. */
  void rest(Duration span);

  /** Sees to it that the topic has all messages. */
  void finish();

  /** How many were published. */
  long published();

  @Override
  void close();

  /** The outlet that was asked for. */
  static Outlet of(PublishSpec spec) {
    return spec.transactions() == null ? new Plain(spec) : InTransactions.of(spec);
  }

  /** Each message on its own. */
  final class Plain implements Outlet {

    private final Publisher publisher;

    Plain(PublishSpec spec) {
      this.publisher = new Publisher(spec.servers(), spec.topic(), spec.producer());
    }

    @Override
    public boolean nextIsThere() {
      return false;
    }

    @Override
    public void publish(byte @Nullable [] key, byte[] value, @Nullable Long timestamp) {
      publisher.publish(key, value, timestamp);
    }

    @Override
    public void rest(Duration span) {}

    @Override
    public void finish() {
      publisher.flush();
    }

    @Override
    public long published() {
      return publisher.published();
    }

    @Override
    public void close() {
      publisher.close();
    }
  }
}
