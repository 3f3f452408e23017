package dev.mainstem.publish;

import dev.mainstem.spec.EnvironmentException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The pace at which records happened, or a multiple of it: holds each back until as much time has
 * gone by since the first one as lay between the two, divided by the speed. One that is older than
 * those before it is not held back. Not thread-safe.
 */
final class Pace {

  private final double speed;
  private final Clock clock;
  private long startedNanos;
  private long firstMillis;
  private boolean started;

  /** A clock that does not jump, and how to wait by it. */
  interface Clock {

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits. */
    void sleep(long nanos) throws InterruptedException;
  }

  private static final Clock SYSTEM =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  Pace(double speed, Clock clock) {
    this.speed = speed;
    this.clock = clock;
  }

  /**
   * A pace by the clock of this machine.
   *
   * @param speed how many seconds of records go by in one second; more than 0
   */
  static Pace of(double speed) {
    return new Pace(speed, SYSTEM);
  }

  /**
   * Waits until a record may go; the first one may at once.
   *
   * @param eventMillis its event time, in milliseconds since 1970
   * @throws EnvironmentException if it is interrupted
   */
  void await(long eventMillis) {
    long waitNanos = until(eventMillis).toNanos();
    if (waitNanos > 0) {
      sleep(waitNanos);
    }
  }

  /**
   * How long a record has to wait from now on; nothing, or less, if it may go. The first one that
   * is asked for sets the beginning.
   *
   * @param eventMillis its event time, in milliseconds since 1970
   */
  Duration until(long eventMillis) {
    if (!started) {
      started = true;
      firstMillis = eventMillis;
      startedNanos = clock.nanos();
    }
    double dueNanos = (eventMillis - firstMillis) * 1e6 / speed;
    return Duration.ofNanos((long) (dueNanos - (clock.nanos() - startedNanos)));
  }

  private void sleep(long nanos) {
    try {
      clock.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while a message waited for its time", e);
    }
  }
}
