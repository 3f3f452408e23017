package dev.mainstem.live;

import dev.mainstem.record.JodaTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The event times and the watermark of one partition.
 *
 * <p>The watermark is the newest event time less the allowed disorder. A partition that has been
 * caught up for long follows the others, so that it does not hold them back; it never takes the
 * clock's time, so that records which resume with old event times are late only by their own doing.
 * A partition that was read to its end has the end of time. A message without an event time is the
 * business of the parse; only a registry of schemas that does not answer ends the reading.
 */
final class EventTimePolicy extends TimestampPolicy<byte[], Messages> {

  private final PartitionClock clock;
  private final PartitionClocks clocks;
  private final MessageTimes eventTimes;
  private final Duration lag;
  private final @Nullable Duration idleAfter;
  private Instant watermark;

  private EventTimePolicy(
      PartitionClock clock, Factory factory, MessageTimes eventTimes, Instant watermark) {
    this.clock = clock;
    this.clocks = factory.clocks;
    this.lag = factory.lag;
    this.idleAfter = factory.idleAfter;
    this.eventTimes = eventTimes;
    this.watermark = watermark;
  }

  /** Makes the policies of a reader's partitions. */
  static final class Factory implements TimestampPolicyFactory<byte[], Messages> {

    private static final long serialVersionUID = 1L;

    private final PartitionClocks clocks;
    private final MessageTimes.Factory eventTimes;
    private final Duration lag;
    private final @Nullable Duration idleAfter;

    /**
     * @param idleAfter how long a partition is caught up before it follows the others; null for
     *     never
     */
    Factory(
        PartitionClocks clocks,
        MessageTimes.Factory eventTimes,
        Duration lag,
        @Nullable Duration idleAfter) {
      this.clocks = clocks;
      this.eventTimes = eventTimes;
      this.lag = lag;
      this.idleAfter = idleAfter;
    }

    @Override
    public TimestampPolicy<byte[], Messages> createTimestampPolicy(
        TopicPartition partition, Optional<Instant> previousWatermark) {
      return new EventTimePolicy(
          clocks.of(partition),
          this,
          eventTimes.create(),
          previousWatermark.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE));
    }
  }

  /** A clock that only goes forward. */
  static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** The oldest event time of the messages, whose records leave the parse at their own. */
  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], Messages> record) {
    boolean known = eventTimes.read(record);
    clock.taken(record.getOffset(), known ? eventTimes.newest() : PartitionClock.NONE, nowMillis());
    return known ? Instant.ofEpochMilli(eventTimes.oldest()) : watermark;
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    Instant current = clock.isEnded() ? BoundedWindow.TIMESTAMP_MAX_VALUE : behind(newest());
    if (current.isAfter(watermark)) {
      watermark = current;
    }
    return watermark;
  }

  private long newest() {
    long own = clock.newestEventTime();
    long now = nowMillis();
    if (idleAfter == null || clock.idle(now).compareTo(idleAfter) < 0) {
      return own;
    }
    return Math.max(own, clocks.newestEventTimeForIdle(idleAfter, now));
  }

  private Instant behind(long newest) {
    return newest == PartitionClock.NONE
        ? BoundedWindow.TIMESTAMP_MIN_VALUE
        : Instant.ofEpochMilli(newest).minus(JodaTime.of(lag));
  }
}
