package dev.mainstem.live;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at the last messages before the start of each partition: one of an event time that live
 * owns is read by nobody. Kafka finds a start by its stamps, and knows no event times.
 */
public final class PassedOver {

  /** How many messages of a partition are looked at. */
  static final int LOOK_BACK = 100;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final EventTimes eventTimes;
  private final Instant cutover;

  private PassedOver(StreamSpec stream, MessageFormat format, Instant cutover) {
    this.eventTimes = new EventTimes(stream, format);
    this.cutover = cutover;
  }

  /** A message that is passed over, and its newest event time. */
  public record Message(int partition, long offset, Instant eventTime) {}

  /**
   * The last such message of each partition that has one.
   *
   * @throws EnvironmentException if Kafka can't be asked
   */
  public static List<Message> find(StreamSpec stream, LiveTopic topic, Instant cutover) {
    PassedOver search = new PassedOver(stream, topic.schema().format(), cutover);
    Map<String, Object> properties = new HashMap<>(topic.consumer());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    List<Message> found = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (PartitionRange range : topic.partitions()) {
        search.lookBack(consumer, topic.topic(), range).ifPresent(found::add);
      }
      return found;
    } catch (KafkaException e) {
      throw new EnvironmentException(
          "%s: can't talk to %s: %s"
              .formatted(
                  ReadLive.STAGE,
                  properties.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG),
                  e.getMessage()),
          e);
    }
  }

  private Optional<Message> lookBack(
      Consumer<byte[], byte[]> consumer, String topic, PartitionRange range) {
    Optional<Message> last = Optional.empty();
    if (range.start() <= range.earliest()) {
      return last;
    }
    TopicPartition partition = new TopicPartition(topic, range.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, Math.max(range.earliest(), range.start() - LOOK_BACK));
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (consumer.position(partition) < range.start() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        if (message.offset() < range.start() && isOwned(message)) {
          Instant time = Instant.ofEpochMilli(eventTimes.newest());
          last = Optional.of(new Message(range.partition(), message.offset(), time));
        }
      }
    }
    return last;
  }

  private boolean isOwned(ConsumerRecord<byte[], byte[]> message) {
    boolean known =
        eventTimes.read(
            message.value(),
            metadata ->
                metadata == Metadata.TIMESTAMP
                    ? Instant.ofEpochMilli(message.timestamp()).toString()
                    : null);
    return known && !Instant.ofEpochMilli(eventTimes.newest()).isBefore(cutover);
  }
}
