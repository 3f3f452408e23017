package dev.mainstem.console;

import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LiveSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The newest messages of a topic, of those that are committed. */
final class TopicTail implements Tail {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MAX_BYTES = 1 << 20;
  private static final Duration WAIT = Duration.ofMillis(100);

  /** How often a look asks for more: a topic that is written faster is looked at in leaps. */
  private static final int MAX_POLLS = 20;

  private final String topic;
  private final Map<String, Object> properties = new HashMap<>();
  private final Deque<String> newest = new ArrayDeque<>();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /**
   * The end of a topic.
   *
   * @param embedded where the launch's own broker is, for topics on it
   */
  TopicTail(Sink.TopicTarget target, String embedded) {
    this.topic = target.topic();
    // of what a producer was told, a consumer needs how to log in
    properties.putAll(target.producer());
    properties.keySet().retainAll(ConsumerConfig.configNames());
    boolean own = target.servers().equals(LiveSpec.EMBEDDED);
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, own ? embedded : target.servers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_BYTES);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
  }

  @Override
  public List<String> lines() {
    try {
      KafkaConsumer<byte[], byte[]> open = consumer == null ? open() : consumer;
      consumer = open;
      leap(open);
      ConsumerRecords<byte[], byte[]> records = open.poll(WAIT);
      for (int polls = 1; !records.isEmpty() && polls < MAX_POLLS; polls++) {
        records.forEach(this::take);
        records = open.poll(WAIT);
      }
      records.forEach(this::take);
      return List.copyOf(newest);
    } catch (KafkaException e) {
      throw new EnvironmentException("can't read topic %s: %s".formatted(topic, e.getMessage()), e);
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    KafkaConsumer<byte[], byte[]> opened =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    opened.assign(
        opened.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList());
    opened.seekToBeginning(opened.assignment());
    return opened;
  }

  /** Passes over what would not be kept. */
  private static void leap(KafkaConsumer<byte[], byte[]> open) {
    Map<TopicPartition, Long> ends = open.endOffsets(open.assignment());
    int each = Math.max(1, MOST / Math.max(1, ends.size()));
    ends.forEach(
        (partition, end) -> {
          if (open.position(partition) < end - each) {
            open.seek(partition, end - each);
          }
        });
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() != null) {
      newest.add(new String(message.value(), StandardCharsets.UTF_8));
      if (newest.size() > MOST) {
        newest.remove();
      }
    }
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close(Duration.ZERO);
    }
  }
}
