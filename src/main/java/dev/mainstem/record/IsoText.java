package dev.mainstem.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes instants as {@link Instant#toString} does, in a fraction of its time: {@code
 * 2026-01-31T10:15:30.500Z}, without the milliseconds if they are zero.
 *
 * <p>Times that follow one another are mostly near one another, so the minute of the last one is
 * kept as text. Not thread-safe.
 */
final class IsoText {

  /** Longer than any instant of milliseconds: {@code +292278994-08-17T07:12:55.807Z}. */
  static final int MAX_BYTES = 32;

  private static final long MILLIS_PER_MINUTE = 60_000;
  private static final int MINUTES_PER_DAY = 24 * 60;
  private static final int MINUTE_BYTES = "2026-01-31T10:15:".length();

  /** The days from 0000-01-01 on, and before 10000-01-01: those of years with four digits. */
  private static final long FIRST_DAY = -719_528;

  private static final long LAST_DAY = 2_932_896;

  private final byte[] minuteText = new byte[MINUTE_BYTES];

  /** The one whose text is kept; none that there is at first. */
  private long lastMinute = Long.MAX_VALUE;

  /** Writes an instant; answers the place behind it. */
  int write(long millis, byte[] to, int at) {
    long minute = Math.floorDiv(millis, MILLIS_PER_MINUTE);
    if (minute != lastMinute && !keep(minute)) {
      byte[] rare = Instant.ofEpochMilli(millis).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(rare, 0, to, at, rare.length);
      return at + rare.length;
    }
    System.arraycopy(minuteText, 0, to, at, MINUTE_BYTES);
    int ofMinute = (int) (millis - minute * MILLIS_PER_MINUTE);
    int end = Triples.writeTwo(ofMinute / 1000, to, at + MINUTE_BYTES);
    int fraction = ofMinute % 1000;
    if (fraction != 0) {
      to[end] = '.';
      end = Triples.write(fraction, to, end + 1);
    }
    to[end] = 'Z';
    return end + 1;
  }

  /** Makes the text of a minute; false if its year has not four digits. */
  private boolean keep(long minute) {
    long day = Math.floorDiv(minute, (long) MINUTES_PER_DAY);
    if (day < FIRST_DAY || day > LAST_DAY) {
      return false;
    }
    date((int) day);
    int ofDay = (int) Math.floorMod(minute, (long) MINUTES_PER_DAY);
    minuteText[10] = 'T';
    Triples.writeTwo(ofDay / 60, minuteText, 11);
    minuteText[13] = ':';
    Triples.writeTwo(ofDay % 60, minuteText, 14);
    minuteText[16] = ':';
    lastMinute = minute;
    return true;
  }

  /**
   * The date of a day since 1970, in years that begin in March: Howard Hinnant, "chrono-Compatible
   * Low-Level Date Algorithms", {@code civil_from_days}.
   */
  private void date(int daysSince1970) {
    int days = daysSince1970 + 719_468;
    int era = Math.floorDiv(days, 146_097);
    int dayOfEra = days - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    Triples.writeTwo(year / 100, minuteText, 0);
    Triples.writeTwo(year % 100, minuteText, 2);
    minuteText[4] = '-';
    Triples.writeTwo(month, minuteText, 5);
    minuteText[7] = '-';
    Triples.writeTwo(dayOfYear - (153 * marchMonth + 2) / 5 + 1, minuteText, 8);
  }
}
