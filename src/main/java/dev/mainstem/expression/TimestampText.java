package dev.mainstem.expression;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.IsoTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Timestamps as texts, read as the stream's fields are: ISO-8601, without an offset in UTC. */
final class TimestampText {

  private TimestampText() {}

  /**
   * The milliseconds since 1970; what is finer is cut off towards the past.
   *
   * @throws DateTimeException if it is no time
   */
  static long parse(String text) {
    try {
      return new IsoTime(ZoneOffset.UTC).parseMillis(text.toCharArray(), 0, text.length());
    } catch (BadValue e) {
      throw new DateTimeException(e.getMessage());
    }
  }

  /** In UTC, with milliseconds only if there are any: {@code 2026-01-31T12:00:00Z}. */
  static String format(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
