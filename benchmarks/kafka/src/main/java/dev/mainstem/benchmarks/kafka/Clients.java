package dev.mainstem.benchmarks.kafka;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's clients as all peers here have them. */
final class Clients {

  private Clients() {}

  /** A producer waits up to 5 ms for a fuller batch: that halves the requests, and is not felt. */
  static Properties batching() {
    Properties properties = new Properties();
    properties.setProperty("linger.ms", "5");
    properties.setProperty("batch.size", "65536");
    return properties;
  }

  static Consumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "enable.auto.commit",
            "false",
            "isolation.level",
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /** How many messages a topic has that has lost none. */
  static long count(String bootstrap, String topic) {
    try (Consumer<byte[], byte[]> consumer = consumer(bootstrap)) {
      return consumer.endOffsets(partitions(consumer, topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }
}
