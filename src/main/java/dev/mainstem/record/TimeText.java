package dev.mainstem.record;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times that are numbers in a file, as the texts that they are parsed from. */
public final class TimeText {

  private TimeText() {}

  /**
   * Writes a time in ISO-8601.
   *
   * @param since 1970, in the unit
   * @param utc whether it is a time in UTC; otherwise it has no zone
   */
  public static void time(long since, ChronoUnit unit, boolean utc, JsonBuffer json) {
    long perMilli = perMilli(unit);
    if (utc && since % perMilli == 0) {
      // a fraction of the time, and the same text
      json.time(since / perMilli);
      return;
    }
    Instant instant = Instant.EPOCH.plus(since, unit);
    json.text(
        utc ? instant.toString() : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString());
  }

  private static long perMilli(ChronoUnit unit) {
    return switch (unit) {
      case NANOS -> 1_000_000;
      case MICROS -> 1_000;
      case MILLIS -> 1;
      default -> throw new IllegalArgumentException("no unit of a file: " + unit);
    };
  }
}
