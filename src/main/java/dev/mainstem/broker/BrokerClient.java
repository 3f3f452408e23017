package dev.mainstem.broker;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.NearestWord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker what a launch must know. Every question has an answer within ten seconds, or is an
 * {@link EnvironmentException} that says where the address stands and what to look at.
 */
public final class BrokerClient implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String UNCOMMITTED = "read_uncommitted";

  private final String where;
  private final String servers;
  private final ListOffsetsOptions visible;
  private final Admin admin;

  private BrokerClient(String where, String servers, boolean uncommitted, Admin admin) {
    this.where = where;
    this.servers = servers;
    this.visible =
        new ListOffsetsOptions(
            uncommitted ? IsolationLevel.READ_UNCOMMITTED : IsolationLevel.READ_COMMITTED);
    this.admin = admin;
  }

  /**
   * A client of the broker.
   *
   * @param where the key of the definition, for messages
   * @param properties of a consumer or producer; the client takes those that it knows
   */
  public static BrokerClient connect(String where, String servers, Map<String, String> properties) {
    Properties own = new Properties();
    properties.forEach(own::put);
    own.keySet().retainAll(AdminClientConfig.configNames());
    own.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    try {
      boolean uncommitted = UNCOMMITTED.equals(properties.get("isolation.level"));
      return new BrokerClient(where, servers, uncommitted, Admin.create(own));
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EnvironmentException(
          "%s: can't talk to %s: %s".formatted(where, servers, cause.getMessage()), e);
    }
  }

  /** The names of all topics, sorted. */
  public Set<String> topics() {
    return new TreeSet<>(answer(admin.listTopics().names()));
  }

  /**
   * The partitions of a topic, in order.
   *
   * @throws EnvironmentException if there is none of that name, with the nearest
   */
  public List<TopicPartition> partitions(String topic) {
    Optional<TopicDescription> description = describe(topic);
    if (description.isEmpty()) {
      Set<String> topics = topics();
      throw new EnvironmentException(
          "%s: there is no topic %s at %s%s; there are %s"
              .formatted(
                  where,
                  topic,
                  servers,
                  NearestWord.hint(topic, topics),
                  topics.isEmpty() ? "none" : String.join(", ", topics)));
    }
    return description.get().partitions().stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Creates a topic that keeps its records for ever, unless it is there. */
  public void createIfMissing(String topic, int partitions) {
    if (describe(topic).isEmpty()) {
      NewTopic created =
          new NewTopic(topic, Optional.of(partitions), Optional.empty())
              .configs(Map.of("retention.ms", "-1"));
      answer(admin.createTopics(List.of(created)).all());
    }
  }

  private Optional<TopicDescription> describe(String topic) {
    KafkaFuture<TopicDescription> description =
        admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
    if (description == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(description.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw noAnswer(e);
    } catch (TimeoutException e) {
      throw noAnswer(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The configuration of a topic, defaults included. */
  public Map<String, String> config(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<ConfigResource, Config> answered = answer(admin.describeConfigs(List.of(resource)).all());
    Map<String, String> config = new HashMap<>();
    answered
        .values()
        .forEach(entries -> entries.entries().forEach(e -> config.put(e.name(), e.value())));
    return config;
  }

  /** The first offset that is kept of each partition. */
  public Map<TopicPartition, Long> earliest(List<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  /** The offset behind the last record that may be read of each partition. */
  public Map<TopicPartition, Long> latest(List<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  /**
   * The first offset of each partition whose record the broker stamped at or after an instant;
   * partitions that have none are left out.
   */
  public Map<TopicPartition, Long> since(List<TopicPartition> partitions, Instant at) {
    Map<TopicPartition, Long> found =
        new HashMap<>(offsets(partitions, OffsetSpec.forTimestamp(at.toEpochMilli())));
    found.values().removeIf(offset -> offset < 0);
    return found;
  }

  /** What a consumer group committed; partitions of which it committed nothing are left out. */
  public Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }

  /**
   * What a consumer group committed for a partition, when no transaction is open any more that may
   * commit another offset.
   *
   * @param group whose transactions are at their end, or about to be
   */
  public Optional<OffsetAndMetadata> settled(String group, TopicPartition partition) {
    Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
        answer(
            admin
                .listConsumerGroupOffsets(
                    Map.of(
                        group,
                        new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                    new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group));
    return Optional.ofNullable(committed.get(partition));
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> specs =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> spec));
    Map<TopicPartition, ListOffsetsResultInfo> results =
        answer(admin.listOffsets(specs, visible).all());
    return results.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw noAnswer(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private EnvironmentException noAnswer(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String detail = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return new EnvironmentException(
        "%s: no answer from %s within %d s%s. Is the broker up, and are the address and the login right?"
            .formatted(where, servers, TIMEOUT_MILLIS / 1000, detail),
        cause);
  }

  private static EnvironmentException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new EnvironmentException("interrupted while asking the broker", e);
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ZERO);
  }
}
