package dev.mainstem.record;

import java.time.ZoneId;
import org.joda.time.Instant;

/** Instants out of ISO-8601 times. Not thread-safe. */
final class IsoTimestamp implements FieldParser {

  private final UsualTime usual = new UsualTime();
  private final IsoTime any;

  /**
   * @param zone what a time without one is read in
   */
  IsoTimestamp(ZoneId zone) {
    this.any = new IsoTime(zone);
  }

  @Override
  public Instant parse(char[] text, int from, int to) throws BadValue {
    long millis = usual.parse(text, from, to);
    return Instant.ofEpochMilli(millis == UsualTime.NONE ? parseAny(text, from, to) : millis);
  }

  private long parseAny(char[] text, int from, int to) throws BadValue {
    long millis = any.parseMillis(text, from, to);
    // an offset or 24:00 can lead out of the first and the last year
    return TimestampParser.checked(millis, text, from, to);
  }
}
