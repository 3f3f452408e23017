package dev.mainstem.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes instants as {@link Instant#toString} does, in a fraction of its time: {@code
 * 2026-01-31T10:15:30.500Z}, without the milliseconds if they are zero.
 */
final class IsoText {

  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final int WHOLE_SECONDS = "2026-01-31T10:15:30Z".length();
  private static final int WITH_MILLIS = "2026-01-31T10:15:30.500Z".length();

  /** The days from 0000-01-01 on, and before 10000-01-01: those of years with four digits. */
  private static final long FIRST_DAY = -719_528;

  private static final long LAST_DAY = 2_932_896;

  private IsoText() {}

  /** The text of an instant. */
  static String of(long millis) {
    long day = Math.floorDiv(millis, MILLIS_PER_DAY);
    if (day < FIRST_DAY || day > LAST_DAY) {
      return Instant.ofEpochMilli(millis).toString();
    }
    int ofDay = (int) Math.floorMod(millis, (long) MILLIS_PER_DAY);
    byte[] text = new byte[ofDay % 1000 == 0 ? WHOLE_SECONDS : WITH_MILLIS];
    date((int) day, text);
    time(ofDay, text);
    text[text.length - 1] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /**
   * The date of a day since 1970, in years that begin in March: Howard Hinnant, "chrono-Compatible
   * Low-Level Date Algorithms", {@code civil_from_days}.
   */
  private static void date(int daysSince1970, byte[] text) {
    int days = daysSince1970 + 719_468;
    int era = Math.floorDiv(days, 146_097);
    int dayOfEra = days - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    digits(year, 4, 0, text);
    text[4] = '-';
    digits(month, 2, 5, text);
    text[7] = '-';
    digits(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2, 8, text);
  }

  private static void time(int millisOfDay, byte[] text) {
    int seconds = millisOfDay / 1000;
    text[10] = 'T';
    digits(seconds / 3600, 2, 11, text);
    text[13] = ':';
    digits(seconds / 60 % 60, 2, 14, text);
    text[16] = ':';
    digits(seconds % 60, 2, 17, text);
    if (text.length == WITH_MILLIS) {
      text[19] = '.';
      digits(millisOfDay % 1000, 3, 20, text);
    }
  }

  private static void digits(int number, int count, int at, byte[] text) {
    int rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
