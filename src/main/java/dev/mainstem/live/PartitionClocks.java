package dev.mainstem.live;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of the partitions that one reader reads, shared by its consumer and its timestamp
 * policies, and through them what the readers of one topic in this process know of each other.
 *
 * <p>Consumer factory and policy factory hold the same object; Java's serialisation keeps it one in
 * each copy of the source, that is, in each reader. A reader that is closed leaves the others'
 * sight, so that what a failed attempt read tells nothing to the next.
 */
final class PartitionClocks implements Serializable {

  private static final long serialVersionUID = 1L;

  /** By reading: the clocks that are open in this process. */
  private static final Map<String, List<PartitionClock>> OPEN = new ConcurrentHashMap<>();

  private final String reading;
  private final Map<Integer, Long> ends;
  private transient @Nullable Map<TopicPartition, PartitionClock> clocks;

  /**
   * @param reading what tells this pipeline's reading of its topic from any other in this process
   * @param ends by partition, the offset before which reading ends
   */
  PartitionClocks(String reading, Map<Integer, Long> ends) {
    this.reading = reading;
    this.ends = Map.copyOf(ends);
  }

  /** The clock of a partition of this reader. */
  PartitionClock of(TopicPartition partition) {
    return clocks()
        .computeIfAbsent(
            partition,
            p -> new PartitionClock(ends.getOrDefault(p.partition(), PartitionRange.NO_END)));
  }

  /** Shows the clocks of these partitions to the other readers. */
  void open(Collection<TopicPartition> partitions) {
    List<PartitionClock> open = OPEN.computeIfAbsent(reading, r -> new CopyOnWriteArrayList<>());
    partitions.stream().map(this::of).filter(clock -> !open.contains(clock)).forEach(open::add);
  }

  /** Takes this reader's clocks out of the others' sight. */
  void close() {
    OPEN.computeIfPresent(
        reading,
        (r, open) -> {
          open.removeAll(clocks().values());
          return open.isEmpty() ? null : open;
        });
  }

  /**
   * What a partition that has nothing to read may take for the newest event time: the newest of the
   * partitions that do have something to read or, if none has, the newest of all, going on with the
   * clock.
   *
   * @return milliseconds since 1970, or {@link PartitionClock#NONE} while no record is known
   */
  long newestEventTimeForIdle(Duration idleAfter, long nowMillis) {
    long newest = PartitionClock.NONE;
    long newestOfBusy = PartitionClock.NONE;
    Duration allIdleFor = null;
    for (PartitionClock clock : OPEN.getOrDefault(reading, List.of())) {
      Duration idle = clock.idle(nowMillis);
      newest = Math.max(newest, clock.newestEventTime());
      if (idle.compareTo(idleAfter) < 0) {
        newestOfBusy = Math.max(newestOfBusy, clock.newestEventTime());
        allIdleFor = Duration.ZERO;
      } else if (allIdleFor == null || idle.compareTo(allIdleFor) < 0) {
        allIdleFor = idle;
      }
    }
    if (newest == PartitionClock.NONE || allIdleFor == null) {
      return PartitionClock.NONE;
    }
    return allIdleFor.isZero() ? newestOfBusy : newest + allIdleFor.toMillis();
  }

  private synchronized Map<TopicPartition, PartitionClock> clocks() {
    if (clocks == null) {
      clocks = new ConcurrentHashMap<>();
    }
    return clocks;
  }
}
