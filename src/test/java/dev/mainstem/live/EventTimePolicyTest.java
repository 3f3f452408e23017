package dev.mainstem.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The event times and the watermark of a partition, with an allowed disorder of ten seconds. */
class EventTimePolicyTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant FIVE_SECONDS_LATER = Instant.parse("2026-01-01T12:00:05Z");
  private static final Instant TEN_SECONDS_EARLIER = Instant.parse("2026-01-01T11:59:50Z");
  private static final Duration DISORDER = Duration.ofSeconds(10);
  private static final Duration IDLE_AFTER = Duration.ofSeconds(30);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final int FIRST = 0;
  private static final int SECOND = 1;
  private static final Definition DEFINITION =
      DefinitionReader.parse(
          """
          name: times
          stream: {schema: {at: timestamp, n: int64}, event_time: at}
          live: {topic: t, bootstrap_servers: "127.0.0.1:1"}
          sinks: [{type: WriteToJson, config: {path: out/rows}}]
          """,
          Path.of(""),
          Runs.noVariables());

  private final PartitionClocks clocks =
      new PartitionClocks(UUID.randomUUID().toString(), Map.of(SECOND, 1L));

  /** Nothing of it is used by the policy. */
  private static final TimestampPolicy.PartitionContext CONTEXT =
      new TimestampPolicy.PartitionContext() {
        @Override
        public long getMessageBacklog() {
          return 0;
        }

        @Override
        public Instant getBacklogCheckTime() {
          return NOON;
        }
      };

  @AfterEach
  void close() {
    clocks.close();
  }

  @Test
  void theWatermarkIsTheNewestEventTimeLessTheDisorder() {
    TimestampPolicy<byte[], Messages> policy = policy(FIRST, IDLE_AFTER);
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
    assertThat(take(policy, FIRST, 0, message(NOON))).isEqualTo(NOON);
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(TEN_SECONDS_EARLIER);
  }

  @Test
  void theWatermarkNeverGoesBack() {
    TimestampPolicy<byte[], Messages> policy = policy(FIRST, IDLE_AFTER);
    take(policy, FIRST, 0, message(NOON));
    policy.getWatermark(CONTEXT);
    Instant anHourEarlier = Instant.parse("2026-01-01T11:00:00Z");
    assertThat(take(policy, FIRST, 1, message(anHourEarlier))).isEqualTo(anHourEarlier);
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(TEN_SECONDS_EARLIER);
  }

  @Test
  void aRestoredPartitionGoesOnFromItsWatermark() {
    TimestampPolicy<byte[], Messages> policy =
        factory(IDLE_AFTER).createTimestampPolicy(partition(FIRST), Optional.of(NOON));
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(NOON);
  }

  @Test
  void anArrayLeavesAtItsOldestEventTimeAndMovesTheWatermarkByItsNewest() {
    TimestampPolicy<byte[], Messages> policy = policy(FIRST, IDLE_AFTER);
    String two = "[%s,%s]".formatted(message(FIVE_SECONDS_LATER), message(NOON));
    assertThat(take(policy, FIRST, 0, two)).isEqualTo(NOON);
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(Instant.parse("2026-01-01T11:59:55Z"));
  }

  @Test
  void aMessageWithoutAnEventTimeLeavesAtTheWatermarkAndDoesNotMoveIt() {
    TimestampPolicy<byte[], Messages> policy = policy(FIRST, IDLE_AFTER);
    take(policy, FIRST, 0, message(NOON));
    Instant before = policy.getWatermark(CONTEXT);
    for (String bad : List.of("no JSON", "[]", "{\"n\":1}", "{\"at\":\"noon\",\"n\":1}")) {
      assertThat(take(policy, FIRST, 1, bad)).as(bad).isEqualTo(before);
    }
    assertThat(take(policy, FIRST, 2, null)).isEqualTo(before);
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(before);
  }

  @Test
  void aPartitionThatWasReadToItsEndHasTheEndOfTime() {
    TimestampPolicy<byte[], Messages> policy = policy(SECOND, IDLE_AFTER);
    clocks.of(partition(SECOND)).polled(0, 1, true, 0);
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
    take(policy, SECOND, 0, message(NOON));
    assertThat(policy.getWatermark(CONTEXT)).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
  }

  @Test
  void anIdlePartitionFollowsTheOthers() {
    TimestampPolicy<byte[], Messages> idle = policy(FIRST, IDLE_AFTER);
    caughtUpFor(FIRST, A_MINUTE);
    TimestampPolicy<byte[], Messages> busy = policy(SECOND, IDLE_AFTER);
    clocks.of(partition(SECOND)).polled(5, 6, false, 0);
    take(busy, SECOND, 0, message(NOON));
    assertThat(idle.getWatermark(CONTEXT)).isEqualTo(TEN_SECONDS_EARLIER);
  }

  @Test
  void aPartitionThatWasJustReadIsNotIdle() {
    TimestampPolicy<byte[], Messages> quiet = policy(FIRST, IDLE_AFTER);
    caughtUpFor(FIRST, Duration.ofSeconds(20));
    TimestampPolicy<byte[], Messages> busy = policy(SECOND, IDLE_AFTER);
    clocks.of(partition(SECOND)).polled(5, 6, false, 0);
    take(busy, SECOND, 0, message(NOON));
    assertThat(quiet.getWatermark(CONTEXT)).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
  }

  @Test
  void neverMeansNever() {
    TimestampPolicy<byte[], Messages> idle = policy(FIRST, null);
    caughtUpFor(FIRST, Duration.ofDays(1));
    clocks.of(partition(SECOND)).taken(0, NOON.getMillis(), 0);
    assertThat(idle.getWatermark(CONTEXT)).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
  }

  @Test
  void whatResumesWithOldEventTimesAfterAllWereIdleIsNotFarBehind() {
    TimestampPolicy<byte[], Messages> policy = policy(FIRST, IDLE_AFTER);
    PartitionClock clock = clocks.of(partition(FIRST));
    clock.taken(0, NOON.getMillis(), EventTimePolicy.nowMillis() - A_MINUTE.toMillis());
    caughtUpFor(FIRST, A_MINUTE);
    // the newest event time, the minute that passed, the disorder: not the clock of today
    assertThat(policy.getWatermark(CONTEXT))
        .isBetween(Instant.parse("2026-01-01T12:00:50Z"), Instant.parse("2026-01-01T12:01:20Z"));
  }

  private TimestampPolicy<byte[], Messages> policy(int partition, @Nullable Duration idleAfter) {
    clocks.open(List.of(partition(partition)));
    clocks.of(partition(partition)).sought(0);
    return factory(idleAfter).createTimestampPolicy(partition(partition), Optional.empty());
  }

  private EventTimePolicy.Factory factory(@Nullable Duration idleAfter) {
    return new EventTimePolicy.Factory(
        clocks,
        new MessageTimes.Factory(DEFINITION.stream(), MessageFormat.JSON),
        DISORDER,
        idleAfter);
  }

  private void caughtUpFor(int partition, Duration duration) {
    long since = EventTimePolicy.nowMillis() - duration.toMillis();
    clocks.of(partition(partition)).polled(PartitionClock.NONE, 1, true, since);
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition("t", number);
  }

  private static String message(Instant at) {
    return "{\"at\":\"%s\",\"n\":1}".formatted(at);
  }

  @SuppressWarnings("NullAway") // the value of a message may be null
  private static Instant take(
      TimestampPolicy<byte[], Messages> policy,
      int partition,
      long offset,
      @Nullable String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    return policy.getTimestampForRecord(
        CONTEXT,
        MessagesOf.record(List.of(new ConsumerRecord<>("t", partition, offset, null, bytes))));
  }
}
