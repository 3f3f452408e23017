package dev.mainstem.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition has been read, and what time it is in it.
 *
 * <p>Two threads meet here: the one that polls Kafka, which knows positions, and the task's, which
 * knows the records that were taken. Times are milliseconds: event times since 1970, and {@code
 * nowMillis} on any clock that only goes forward.
 */
final class PartitionClock {

  /** The event time before there is one, and the time since which nothing has been so. */
  static final long NONE = Long.MIN_VALUE;

  private final long end;

  private long position = NONE;
  private long lastPolled = NONE;
  private long lastTaken = NONE;
  private long newestEventTime = NONE;
  private long caughtUpSince = NONE;
  private long lastTakenAt = NONE;

  /**
   * @param end the offset before which reading ends
   */
  PartitionClock(long end) {
    this.end = end;
  }

  /** The offset before which reading ends. */
  long end() {
    return end;
  }

  /** Reading begins, or begins again, at an offset. */
  synchronized void sought(long offset) {
    position = offset;
    lastPolled = NONE;
    lastTaken = NONE;
  }

  /**
   * A poll returned.
   *
   * @param lastOffset of the records before the end that it brought, or {@link #NONE}
   * @param newPosition the offset that is polled next: beyond the records by what holds none, such
   *     as the markers of transactions
   * @param caughtUp whether the partition had nothing further
   */
  synchronized void polled(long lastOffset, long newPosition, boolean caughtUp, long nowMillis) {
    if (lastOffset != NONE) {
      lastPolled = lastOffset;
    }
    position = newPosition;
    if (!caughtUp) {
      caughtUpSince = NONE;
    } else if (caughtUpSince == NONE) {
      caughtUpSince = nowMillis;
    }
  }

  /** A record was taken. */
  synchronized void taken(long offset, long newestOfRecord, long nowMillis) {
    lastTaken = offset;
    lastTakenAt = nowMillis;
    newestEventTime = Math.max(newestEventTime, newestOfRecord);
  }

  /**
   * Whether all records before the end were taken. An offset that holds no record (a marker, an
   * aborted or a compacted record) counts as reached when the position is beyond it.
   */
  synchronized boolean isEnded() {
    return position >= end && takenAll();
  }

  /** For how long there has been nothing to take; zero while there is. */
  synchronized Duration idle(long nowMillis) {
    if (caughtUpSince == NONE || !takenAll()) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(nowMillis - Math.max(caughtUpSince, lastTakenAt));
  }

  private boolean takenAll() {
    return position != NONE && (lastPolled == NONE || lastTaken >= lastPolled);
  }

  /** The newest event time of the records that were taken, or {@link #NONE}. */
  synchronized long newestEventTime() {
    return newestEventTime;
  }

  @Override
  public synchronized String toString() {
    @Nullable Long newest = newestEventTime == NONE ? null : newestEventTime;
    return "position %d of %d, newest event time %s".formatted(position, end, newest);
  }
}
