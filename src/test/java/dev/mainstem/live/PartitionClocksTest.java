package dev.mainstem.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the partitions of a topic know of each other. */
class PartitionClocksTest {

  private static final Duration IDLE_AFTER = Duration.ofSeconds(30);
  private static final long NOON = 43_200_000;
  private static final long ONE_O_CLOCK = 46_800_000;
  private static final long NOW = 1_000_000;
  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private final String reading = UUID.randomUUID().toString();
  private final PartitionClocks clocks = new PartitionClocks(reading, Map.of());

  @AfterEach
  void close() {
    clocks.close();
  }

  @Test
  void nobodyKnowsAnEventTimeBeforeTheFirstRecord() {
    clocks.open(List.of(FIRST, SECOND));
    idle(FIRST, Duration.ofMinutes(5));
    idle(SECOND, Duration.ofMinutes(5));
    assertThat(clocks.newestEventTimeForIdle(IDLE_AFTER, NOW)).isEqualTo(PartitionClock.NONE);
  }

  @Test
  void anIdlePartitionFollowsTheNewestOfTheBusyOnes() {
    clocks.open(List.of(FIRST, SECOND));
    read(FIRST, NOON);
    idle(FIRST, Duration.ofMinutes(5));
    read(SECOND, ONE_O_CLOCK);
    assertThat(clocks.newestEventTimeForIdle(IDLE_AFTER, NOW)).isEqualTo(ONE_O_CLOCK);
  }

  @Test
  void anIdlePartitionDoesNotRunAheadOfABusyOneThatIsBehind() {
    clocks.open(List.of(FIRST, SECOND));
    read(FIRST, ONE_O_CLOCK);
    idle(FIRST, Duration.ofMinutes(5));
    read(SECOND, NOON);
    assertThat(clocks.newestEventTimeForIdle(IDLE_AFTER, NOW)).isEqualTo(NOON);
  }

  @Test
  void whereAllAreIdleTimeGoesOnFromTheNewestByTheShortestIdleness() {
    clocks.open(List.of(FIRST, SECOND));
    read(FIRST, NOON);
    idle(FIRST, Duration.ofMinutes(5));
    read(SECOND, ONE_O_CLOCK);
    idle(SECOND, Duration.ofMinutes(2));
    assertThat(clocks.newestEventTimeForIdle(IDLE_AFTER, NOW))
        .isEqualTo(ONE_O_CLOCK + Duration.ofMinutes(2).toMillis());
  }

  @Test
  void readersOfOneReadingSeeEachOtherAndOthersDoNot() {
    PartitionClocks other = SerializableUtils.clone(clocks);
    PartitionClocks stranger = new PartitionClocks(UUID.randomUUID().toString(), Map.of());
    clocks.open(List.of(FIRST));
    other.open(List.of(SECOND));
    idle(FIRST, Duration.ofMinutes(5));
    other.of(SECOND).taken(0, ONE_O_CLOCK, NOW);
    assertThat(clocks.newestEventTimeForIdle(IDLE_AFTER, NOW)).isEqualTo(ONE_O_CLOCK);
    assertThat(stranger.newestEventTimeForIdle(IDLE_AFTER, NOW)).isEqualTo(PartitionClock.NONE);
    other.close();
    assertThat(clocks.newestEventTimeForIdle(IDLE_AFTER, NOW)).isEqualTo(PartitionClock.NONE);
  }

  @Test
  void aReaderThatOpensItsPartitionsTwiceIsSeenOnce() {
    clocks.open(List.of(FIRST));
    clocks.open(List.of(FIRST));
    read(FIRST, NOON);
    clocks.close();
    assertThat(clocks.newestEventTimeForIdle(IDLE_AFTER, NOW)).isEqualTo(PartitionClock.NONE);
  }

  @Test
  void eachPartitionHasItsOwnEnd() {
    PartitionClocks ended = new PartitionClocks(reading, Map.of(0, 5L, 1, 0L));
    ended.of(FIRST).sought(0);
    ended.of(SECOND).sought(0);
    assertThat(ended.of(FIRST).isEnded()).isFalse();
    assertThat(ended.of(SECOND).isEnded()).isTrue();
  }

  private void read(TopicPartition partition, long eventTime) {
    clocks.of(partition).sought(0);
    clocks.of(partition).polled(0, 1, false, 0);
    clocks.of(partition).taken(0, eventTime, 0);
  }

  private void idle(TopicPartition partition, Duration since) {
    clocks.of(partition).polled(PartitionClock.NONE, 1, true, NOW - since.toMillis());
  }
}
