package dev.mainstem.launch;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.PartitionRange;
import dev.mainstem.pipeline.Inputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many messages of the topic a run has still to read: the offsets between the newest one that
 * it has read of each partition and the partition's end, which the broker is asked for each time.
 *
 * <p>What ends a transaction has an offset too, and is counted. Not thread-safe.
 */
final class Lag implements AutoCloseable {

  private final LiveTopic topic;
  private final boolean resumed;
  private @Nullable BrokerClient broker;

  private Lag(LiveTopic topic, boolean resumed) {
    this.topic = topic;
    this.resumed = resumed;
  }

  /**
   * The lag of a run; nothing without a topic.
   *
   * @param resumed whether what was read of a partition before is not known here
   */
  static Optional<Lag> of(Inputs inputs, boolean resumed) {
    return inputs.topic().map(topic -> new Lag(topic, resumed));
  }

  /**
   * The lag of all partitions of which it is known.
   *
   * @return nothing if it is known of none
   * @throws dev.mainstem.spec.EnvironmentException if the broker does not answer
   */
  OptionalLong of(Counts counts) {
    List<PartitionRange> known =
        topic.partitions().stream()
            .filter(range -> !resumed || counts.offsets().containsKey(range.partition()))
            .toList();
    if (known.isEmpty()) {
      return OptionalLong.empty();
    }
    Map<TopicPartition, Long> ends = broker().latest(known.stream().map(this::partition).toList());
    return OptionalLong.of(
        known.stream()
            .mapToLong(range -> behind(range, counts, ends.getOrDefault(partition(range), 0L)))
            .sum());
  }

  /** Most runs are over before anybody asks how far they are. */
  private BrokerClient broker() {
    if (broker == null) {
      String servers = topic.consumer().getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
      broker = BrokerClient.connect("live", servers, topic.consumer());
    }
    return broker;
  }

  private static long behind(PartitionRange range, Counts counts, long latest) {
    Long newest = counts.offsets().get(range.partition());
    long next = newest == null ? range.start() : newest + 1;
    return Math.max(0, Math.min(latest, range.end()) - next);
  }

  private TopicPartition partition(PartitionRange range) {
    return new TopicPartition(topic.topic(), range.partition());
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
