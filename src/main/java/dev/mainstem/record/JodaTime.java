package dev.mainstem.record;

import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The one place where java.time, which this project speaks, becomes Joda time, which Beam speaks.
 */
public final class JodaTime {

  private JodaTime() {}

  /** Cut to milliseconds. */
  public static Duration of(java.time.Duration duration) {
    return Duration.millis(duration.toMillis());
  }

  /** Cut to milliseconds. */
  public static Instant of(java.time.Instant instant) {
    return Instant.ofEpochMilli(instant.toEpochMilli());
  }
}
