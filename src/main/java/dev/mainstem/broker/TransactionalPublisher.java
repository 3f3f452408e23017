package dev.mainstem.broker;

import dev.mainstem.spec.EnvironmentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages in transactions, each of which also says how far the publishing has come: in
 * the offset that it commits for a consumer group of the same name. So the messages and the note of
 * them are there together or not at all, and whoever comes next under that name goes on behind
 * them. Not thread-safe.
 */
public final class TransactionalPublisher implements AutoCloseable {

  /** As long as a broker lets a transaction be open, unless it is configured otherwise. */
  private static final String LONGEST_MILLIS = "900000";

  private final String id;
  private final TopicPartition place;
  private final Publisher publisher;
  private final Optional<Note> found;
  private boolean open;

  /**
   * How far a publishing has come.
   *
   * @param messages that were published under its name
   * @param digest what tells these messages from others
   */
  public record Note(long messages, String digest) {}

  /**
   * A publisher into a topic, under a name. One that is at work under the same name is shut out,
   * and the transaction that it had open is undone.
   *
   * @param id of its transactions and of the group
   * @param properties further ones of the producer
   * @throws EnvironmentException if the broker can't be reached or refuses
   */
  public TransactionalPublisher(
      String servers, String topic, Map<String, String> properties, String id) {
    this.id = id;
    this.place = new TopicPartition(topic, 0);
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, LONGEST_MILLIS);
    this.publisher =
        new Publisher(servers, topic, all, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
    try (BrokerClient client = BrokerClient.connect("--bootstrap-servers", servers, properties)) {
      publisher.producer().initTransactions();
      found = client.settled(id, place).map(offset -> new Note(offset.offset(), offset.metadata()));
    } catch (KafkaException e) {
      publisher.close();
      throw publisher.failed(e);
    } catch (EnvironmentException e) {
      publisher.close();
      throw e;
    }
  }

  /** What an earlier one of this name noted last, if there was one. */
  public Optional<Note> found() {
    return found;
  }

  /**
   * Publishes a message within a transaction, which begins with it if none is open.
   *
   * @param timestamp of the record, in milliseconds since 1970, or null for the time of publishing
   */
  public void publish(byte @Nullable [] key, byte @Nullable [] value, @Nullable Long timestamp) {
    if (!open) {
      publisher.producer().beginTransaction();
      open = true;
    }
    publisher.publish(key, value, timestamp);
  }

  /**
   * Commits the transaction that is open, if there is one.
   *
   * @param note of all messages so far
   * @throws EnvironmentException if it could not be committed, and then nothing of it is in the
   *     topic, or if that is not known; whoever comes next under this name finds out
   */
  public void commit(Note note) {
    if (!open) {
      return;
    }
    publisher.flush();
    try {
      publisher
          .producer()
          .sendOffsetsToTransaction(
              Map.of(place, new OffsetAndMetadata(note.messages(), note.digest())),
              new ConsumerGroupMetadata(id));
      publisher.producer().commitTransaction();
      open = false;
    } catch (KafkaException e) {
      throw publisher.failed(e);
    }
  }

  /** How many were published by this one. */
  public long published() {
    return publisher.published();
  }

  /** Undoes the transaction that is open, if there is one. */
  @Override
  public void close() {
    publisher.close();
  }
}
