package dev.mainstem.sinks;

import org.apache.beam.sdk.state.Timer;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** A timer of one key, which the test fires. */
final class TimerOfAKey implements Timer {

  private boolean set;

  /** Whether it was set; it is no longer, as if it had fired. */
  boolean fires() {
    boolean fires = set;
    set = false;
    return fires;
  }

  @Override
  public void set(Instant absoluteTime) {
    set = true;
  }

  @Override
  public void setRelative() {
    set = true;
  }

  @Override
  public void clear() {
    set = false;
  }

  @Override
  public Timer offset(Duration offset) {
    return this;
  }

  @Override
  public Timer align(Duration period) {
    return this;
  }

  @Override
  public Timer withOutputTimestamp(Instant outputTime) {
    return this;
  }

  @Override
  public Timer withNoOutputTimestamp() {
    return this;
  }

  @Override
  public Instant getCurrentRelativeTime() {
    return Instant.EPOCH;
  }
}
