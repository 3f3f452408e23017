package dev.mainstem.testing;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.broker.EmbeddedBroker;
import dev.mainstem.broker.Publisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** One real Kafka broker for all tests of this JVM, started when a test first asks for it. */
public final class TestBroker {

  private static final AtomicInteger TOPICS = new AtomicInteger();
  private static @Nullable EmbeddedBroker broker;

  private TestBroker() {}

  /** Its address. The broker ends with this JVM, which holds the other end of its input. */
  public static synchronized String servers() {
    if (broker == null) {
      try {
        broker = EmbeddedBroker.start(Files.createTempDirectory("mainstem-test-broker"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return broker.servers();
  }

  /** A new topic, whose name no other test has. */
  public static String topic(String prefix, int partitions) {
    String topic = prefix + "-" + TOPICS.incrementAndGet();
    try (BrokerClient client = BrokerClient.connect("test", servers(), Map.of())) {
      client.createIfMissing(topic, partitions);
    }
    return topic;
  }

  /** Publishes texts without keys, stamped with the time of publishing. */
  public static void publish(String topic, String... values) {
    try (Publisher publisher = new Publisher(servers(), topic, Map.of())) {
      for (String value : values) {
        publisher.publish(null, value.getBytes(StandardCharsets.UTF_8), null);
      }
      publisher.flush();
    }
  }

  /** All committed messages of a topic, partition by partition, in the order of their offsets. */
  public static List<ConsumerRecord<byte[], byte[]>> messages(String topic) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
          consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
        }
      }
    }
    return messages;
  }

  /** The values of {@link #messages}, as text. */
  public static List<String> values(String topic) {
    return messages(topic).stream()
        .map(message -> new String(message.value(), StandardCharsets.UTF_8))
        .toList();
  }
}
