package dev.mainstem.live;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LiveSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the topic of the live side, once, at the launch: its partitions, and from which offset to
 * which each is read.
 */
public final class LiveTopics {

  private final LiveSpec live;
  private final @Nullable Instant cutover;
  private final String group;
  private final BrokerClient broker;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> earliest;
  private final Map<TopicPartition, Long> latest;

  private LiveTopics(LiveSpec live, @Nullable Instant cutover, String group, BrokerClient broker) {
    this.live = live;
    this.cutover = cutover;
    this.group = group;
    this.broker = broker;
    this.partitions = broker.partitions(live.topic());
    this.earliest = broker.earliest(partitions);
    this.latest = broker.latest(partitions);
  }

  /**
   * The topic with its offsets.
   *
   * @param cutover the instant of the cut-over, which the launch may have found; null for none
   * @param servers where the broker is, also if it is the launch's own
   * @throws EnvironmentException if the broker can't be reached, the topic isn't there, it begins
   *     later than it is wanted, or the schema of its messages isn't there or does not fit
   */
  public static LiveTopic resolve(
      Definition definition, LiveSpec live, @Nullable Instant cutover, String servers) {
    Map<String, String> consumer = consumerProperties(definition, live, servers);
    String group = consumer.getOrDefault(ConsumerConfig.GROUP_ID_CONFIG, definition.name());
    MessageSchema schema = MessageSchema.open(definition, live);
    try (BrokerClient broker = BrokerClient.connect("live", servers, consumer)) {
      LiveTopics topics = new LiveTopics(live, cutover, group, broker);
      return new LiveTopic(live.topic(), consumer, topics.ranges(), schema);
    }
  }

  /**
   * The topic with offsets that were found before.
   *
   * @param servers where the broker is, also if it is the launch's own
   * @throws EnvironmentException if the broker can't be reached, the topic isn't there, or the
   *     schema of its messages isn't there or does not fit
   */
  public static LiveTopic reopen(
      Definition definition, LiveSpec live, String servers, List<PartitionRange> ranges) {
    Map<String, String> consumer = consumerProperties(definition, live, servers);
    MessageSchema schema = MessageSchema.open(definition, live);
    try (BrokerClient broker = BrokerClient.connect("live", servers, consumer)) {
      broker.partitions(live.topic());
      return new LiveTopic(live.topic(), consumer, ranges, schema);
    }
  }

  private static Map<String, String> consumerProperties(
      Definition definition, LiveSpec live, String servers) {
    Map<String, String> properties = new HashMap<>();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, definition.name());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // a record that was deleted before it was read is a loss, which must not pass in silence
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.putAll(live.consumer());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    return properties;
  }

  private List<PartitionRange> ranges() {
    Map<TopicPartition, Long> starts = starts();
    boolean ends = live.stop() == LiveSpec.Stop.END;
    return partitions.stream()
        .map(
            p ->
                new PartitionRange(
                    p.partition(),
                    of(earliest, p),
                    of(starts, p),
                    ends ? of(latest, p) : PartitionRange.NO_END))
        .toList();
  }

  private Map<TopicPartition, Long> starts() {
    Map<TopicPartition, Long> starts = new HashMap<>(earliest);
    switch (live.start().kind()) {
      case EARLIEST -> {}
      case LATEST -> starts.putAll(latest);
      case COMMITTED -> starts.putAll(committed());
      case INSTANT -> starts.putAll(since(live.start().at()));
      case CUTOVER ->
          starts.putAll(since(cutover == null ? null : cutover.minus(live.startSlack())));
    }
    return starts;
  }

  /** What the group committed of the topic, as far as it is there still. */
  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> starts = new HashMap<>(broker.committed(group));
    starts.keySet().retainAll(partitions);
    starts.replaceAll(
        (partition, committed) -> {
          long first = of(earliest, partition);
          if (committed < first) {
            checkGap(partition, "offset " + committed, first);
          }
          return Math.max(committed, first);
        });
    return starts;
  }

  /** The first record of each partition that Kafka stamped at or after an instant, or its end. */
  private Map<TopicPartition, Long> since(@Nullable Instant from) {
    if (from == null) {
      return earliest;
    }
    Map<TopicPartition, Long> starts = new HashMap<>(latest);
    starts.putAll(broker.since(partitions, from));
    for (TopicPartition partition : partitions) {
      long first = of(earliest, partition);
      if (first > 0 && of(starts, partition) == first) {
        checkGap(partition, "what came at " + from, first);
      }
    }
    return starts;
  }

  private void checkGap(TopicPartition partition, String wanted, long first) {
    if (live.allowGap()) {
      return;
    }
    String found =
        first == of(latest, partition)
            ? "it holds no record any more"
            : "its first record, at offset %d, is a later one".formatted(first);
    throw new EnvironmentException(
        ("live.start: partition %d of %s no longer has %s: %s. Keep the topic's records longer, or"
                + " accept the gap with allow_gap: true")
            .formatted(partition.partition(), live.topic(), wanted, found));
  }

  private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }
}
