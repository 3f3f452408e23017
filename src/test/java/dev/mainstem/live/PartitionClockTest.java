package dev.mainstem.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One partition: how far it has been read, and since when there is nothing to read. */
class PartitionClockTest {

  private static final long NOON = 43_200_000;
  private static final long NOW = 1_000;
  private static final long LATER = 1_700;

  @Test
  void aPartitionThatStartsAtItsEndHasEndedBeforeTheFirstPoll() {
    PartitionClock clock = new PartitionClock(7);
    clock.sought(7);
    assertThat(clock.isEnded()).isTrue();
  }

  @Test
  void aPartitionThatWasNotSoughtYetHasNotEnded() {
    assertThat(new PartitionClock(0).isEnded()).isFalse();
  }

  @Test
  void aPartitionEndsWhenItsLastRecordIsTakenNotWhenItIsPolled() {
    PartitionClock clock = new PartitionClock(3);
    clock.sought(0);
    clock.polled(2, 3, true, NOW);
    assertThat(clock.isEnded()).isFalse();
    clock.taken(0, NOON, NOW);
    clock.taken(1, NOON, NOW);
    assertThat(clock.isEnded()).isFalse();
    clock.taken(2, NOON, NOW);
    assertThat(clock.isEnded()).isTrue();
  }

  @Test
  void offsetsWithoutRecordsAtTheEndCountAsReachedWhenThePositionIsBeyondThem() {
    PartitionClock clock = new PartitionClock(5);
    clock.sought(0);
    clock.polled(2, 3, false, NOW);
    clock.taken(2, NOON, NOW);
    assertThat(clock.isEnded()).isFalse();
    // 3 was aborted and 4 is the marker that says so
    clock.polled(PartitionClock.NONE, 5, true, LATER);
    assertThat(clock.isEnded()).isTrue();
  }

  @Test
  void aPartitionOfMarkersOnlyEndsWithoutARecord() {
    PartitionClock clock = new PartitionClock(2);
    clock.sought(0);
    clock.polled(PartitionClock.NONE, 2, true, NOW);
    assertThat(clock.isEnded()).isTrue();
  }

  @Test
  void aReaderThatResumesMustTakeAgainWhatItPolledBefore() {
    PartitionClock clock = new PartitionClock(3);
    clock.sought(0);
    clock.polled(2, 3, true, NOW);
    clock.sought(1);
    assertThat(clock.isEnded()).isFalse();
    clock.polled(2, 3, true, LATER);
    clock.taken(2, NOON, LATER);
    assertThat(clock.isEnded()).isTrue();
  }

  @Test
  void aPartitionIsIdleSinceItWasCaughtUp() {
    PartitionClock clock = new PartitionClock(PartitionRange.NO_END);
    clock.sought(0);
    assertThat(clock.idle(LATER)).isEqualTo(Duration.ZERO);
    clock.polled(PartitionClock.NONE, 0, true, NOW);
    clock.polled(PartitionClock.NONE, 0, true, NOW + 100);
    assertThat(clock.idle(LATER)).isEqualTo(Duration.ofMillis(LATER - NOW));
  }

  @Test
  void aPartitionWithABacklogIsNotIdleHoweverSlowItIsRead() {
    PartitionClock clock = new PartitionClock(PartitionRange.NO_END);
    clock.sought(0);
    clock.polled(1, 2, true, NOW);
    clock.taken(0, NOON, NOW);
    assertThat(clock.idle(NOW + 60_000)).isEqualTo(Duration.ZERO);
    clock.taken(1, NOON, NOW + 60_000);
    assertThat(clock.idle(NOW + 60_300)).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aPollThatIsNotCaughtUpEndsTheIdleness() {
    PartitionClock clock = new PartitionClock(PartitionRange.NO_END);
    clock.sought(0);
    clock.polled(PartitionClock.NONE, 0, true, NOW);
    clock.polled(PartitionClock.NONE, 0, false, LATER);
    assertThat(clock.idle(LATER + 60_000)).isEqualTo(Duration.ZERO);
  }

  @Test
  void theNewestEventTimeIsThatOfTheNewestRecordNotOfTheLast() {
    PartitionClock clock = new PartitionClock(PartitionRange.NO_END);
    assertThat(clock.newestEventTime()).isEqualTo(PartitionClock.NONE);
    clock.taken(0, NOON, NOW);
    clock.taken(1, NOON - 60_000, NOW);
    clock.taken(2, PartitionClock.NONE, NOW);
    assertThat(clock.newestEventTime()).isEqualTo(NOON);
  }
}
