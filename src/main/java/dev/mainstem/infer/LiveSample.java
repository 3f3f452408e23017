package dev.mainstem.infer;

import dev.mainstem.spec.EnvironmentException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The first messages of a topic.
 *
 * @param topic its name
 * @param servers of its brokers
 */
public record LiveSample(String topic, String servers) {

  private static final long MAX_MESSAGES = 10_000;
  private static final Duration WAIT = Duration.ofSeconds(10);

  /** Adds what they hold to a survey, which it answers. */
  Survey look(Survey survey) {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties())) {
      read(consumer, new Look(survey));
    } catch (KafkaException e) {
      throw new EnvironmentException(
          "the topic %s on %s can't be read: %s".formatted(topic, servers, e.getMessage()), e);
    }
    if (survey.records() == 0) {
      throw new EnvironmentException(
          "the topic %s on %s has no JSON object to look at; messages of Avro and Protobuf are not looked into"
              .formatted(topic, servers));
    }
    return survey;
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, Look look) {
    List<PartitionInfo> known = consumer.partitionsFor(topic, WAIT);
    List<TopicPartition> partitions =
        known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    if (partitions.isEmpty()) {
      throw new EnvironmentException("there is no topic %s on %s".formatted(topic, servers));
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, WAIT);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    long seen = 0;
    while (seen < MAX_MESSAGES && !isAtEnd(consumer, ends)) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(WAIT)) {
        seen++;
        if (message.value() != null) {
          look.json(message.value(), StandardCharsets.UTF_8);
        }
      }
    }
  }

  private static boolean isAtEnd(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(e -> consumer.position(e.getKey(), WAIT) >= e.getValue());
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }
}
