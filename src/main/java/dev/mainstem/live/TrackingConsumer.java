package dev.mainstem.live;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer that KafkaIO polls, which starts where the launch said, stops giving out messages
 * where it said, and tells the partitions' clocks its positions. What a poll brings of a partition
 * it gives as few records that hold {@link Messages}.
 *
 * <p>KafkaIO itself knows the offsets of records only. The position also moves past what holds no
 * record, which is how the end of a topic is found whose last transaction was aborted.
 */
final class TrackingConsumer extends KafkaConsumer<byte[], byte[]> {

  private final Map<Integer, Long> starts;
  private final PartitionClocks clocks;

  private TrackingConsumer(
      Map<String, Object> properties, Map<Integer, Long> starts, PartitionClocks clocks) {
    super(properties);
    this.starts = starts;
    this.clocks = clocks;
  }

  /**
   * Makes the consumers of readers; the helper that KafkaIO only asks for end offsets is a plain
   * one.
   */
  static final class Factory
      implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

    private static final long serialVersionUID = 1L;

    private final String group;
    private final Map<Integer, Long> starts;
    private final PartitionClocks clocks;

    Factory(String group, Map<Integer, Long> starts, PartitionClocks clocks) {
      this.group = group;
      this.starts = Map.copyOf(starts);
      this.clocks = clocks;
    }

    @Override
    public Consumer<byte[], byte[]> apply(Map<String, Object> properties) {
      return group.equals(properties.get(ConsumerConfig.GROUP_ID_CONFIG))
          ? new TrackingConsumer(properties, starts, clocks)
          : new KafkaConsumer<>(properties);
    }
  }

  /** A reader that resumes seeks to its own offsets afterwards. */
  @Override
  public void assign(Collection<TopicPartition> partitions) {
    super.assign(partitions);
    clocks.open(partitions);
    for (TopicPartition partition : partitions) {
      seek(partition, starts.getOrDefault(partition.partition(), 0L));
    }
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    super.seek(partition, offset);
    resume(Set.of(partition));
    clocks.of(partition).sought(offset);
  }

  /** The form that KafkaIO of Beam 2.70 calls. */
  @Override
  @Deprecated
  @SuppressWarnings({"deprecation", "InlineMeSuggester"})
  public ConsumerRecords<byte[], byte[]> poll(long timeoutMillis) {
    return poll(Duration.ofMillis(timeoutMillis));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> packed = new HashMap<>();
    long now = EventTimePolicy.nowMillis();
    for (TopicPartition partition : assignment()) {
      PartitionClock clock = clocks.of(partition);
      List<ConsumerRecord<byte[], byte[]>> polled = before(clock.end(), records.records(partition));
      long last = polled.isEmpty() ? PartitionClock.NONE : polled.get(polled.size() - 1).offset();
      long position = position(partition);
      clock.polled(last, position, currentLag(partition).orElse(1) == 0, now);
      if (position >= clock.end()) {
        // what comes behind it would be fetched only to be dropped
        pause(Set.of(partition));
      }
      if (!polled.isEmpty()) {
        packed.put(partition, Messages.pack(polled));
      }
    }
    return new ConsumerRecords<>(packed);
  }

  /** What was written later than the end is not part of this run. */
  static List<ConsumerRecord<byte[], byte[]>> before(
      long end, List<ConsumerRecord<byte[], byte[]>> polled) {
    int count = polled.size();
    while (count > 0 && polled.get(count - 1).offset() >= end) {
      count--;
    }
    return polled.subList(0, count);
  }

  @Override
  public void close() {
    clocks.close();
    super.close();
  }
}
