package dev.mainstem.record;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Reads ISO-8601 times by hand, from left to right, because java.time's parser alone would cost
 * more than all the rest of a row.
 *
 * <p>Takes {@code 2026-01-31}, {@code 2026-01-31T10:15}, {@code 2026-01-31 10:15:30,5+01:00} and
 * what lies between them: a blank may stand for the T, a date alone is its midnight, seconds and
 * their fraction may be missing, 24:00 is the end of the day, and the zone is Z, an offset or none.
 * Not thread-safe.
 */
public final class IsoTime {

  private static final String TIME = "an ISO-8601 time";
  private static final String DATE = "an ISO-8601 date";
  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  private final ZoneRules rules;
  private final long fixedOffsetMillis;

  private String expected = TIME;
  private char[] text = {};
  private int from;
  private int at;
  private int to;

  /**
   * A reader.
   *
   * @param zone what a time without one is read in; where clocks are put back, the earlier of the
   *     two instants, and where they are put forward, the missing hour counts on
   */
  public IsoTime(ZoneId zone) {
    this.rules = zone.getRules();
    this.fixedOffsetMillis =
        rules.isFixedOffset()
            ? 1000L * rules.getOffset(java.time.Instant.EPOCH).getTotalSeconds()
            : 0;
  }

  /**
   * Milliseconds since 1970, rounded towards the past.
   *
   * @throws BadValue if the text is no time
   */
  public long parseMillis(char[] chars, int begin, int end) throws BadValue {
    open(TIME, chars, begin, end);
    long day = date();
    if (at == to) {
      return atZone(day * MILLIS_PER_DAY);
    }
    char separator = text[at++];
    if (separator != 'T' && separator != ' ' && separator != 't') {
      throw bad();
    }
    long local = day * MILLIS_PER_DAY + time();
    return at == to ? atZone(local) : local - 1000L * offsetSeconds();
  }

  /** Days since 1970-01-01 of a date that nothing follows. */
  long parseDay(char[] chars, int begin, int end) throws BadValue {
    open(DATE, chars, begin, end);
    long day = date();
    if (at != to) {
      throw bad();
    }
    return day;
  }

  private void open(String what, char[] chars, int begin, int end) {
    expected = what;
    text = chars;
    at = begin;
    to = end;
    while (at < to && text[at] <= ' ') {
      at++;
    }
    while (to > at && text[to - 1] <= ' ') {
      to--;
    }
    from = at;
  }

  private long date() throws BadValue {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    int day = digits(2);
    if (!isDate(year, month, day)) {
      throw bad();
    }
    return daysSinceEpoch(year, month, day);
  }

  /** Milliseconds of the day. */
  private int time() throws BadValue {
    int hour = digits(2);
    boolean minutes = next(':');
    int minute = minutes ? digits(2) : 0;
    boolean seconds = minutes && next(':');
    int second = seconds ? digits(2) : 0;
    // without seconds, it would be one of a minute or an hour
    int millis = seconds && (next('.') || next(',')) ? fractionMillis() : 0;
    int ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + millis;
    if (minute > 59 || second > 59 || hour > 24 || (hour == 24 && ofDay != MILLIS_PER_DAY)) {
      throw bad();
    }
    return ofDay;
  }

  private int fractionMillis() throws BadValue {
    int digits = 0;
    int millis = 0;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      if (digits++ < 3) {
        millis = 10 * millis + text[at] - '0';
      }
      at++;
    }
    if (digits == 0 || digits > 9) {
      throw bad();
    }
    for (; digits < 3; digits++) {
      millis *= 10;
    }
    return millis;
  }

  /** Seconds that the local time is ahead of UTC. */
  private int offsetSeconds() throws BadValue {
    char sign = text[at++];
    if ((sign == 'Z' || sign == 'z') && at == to) {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw bad();
    }
    int hours = digits(2);
    boolean colon = next(':');
    int minutes = colon || at < to ? digits(2) : 0;
    int seconds = (hours * 60 + minutes) * 60;
    if (at != to || minutes > 59 || seconds > MAX_OFFSET_SECONDS) {
      throw bad();
    }
    return sign == '-' ? -seconds : seconds;
  }

  private long atZone(long localMillis) {
    if (rules.isFixedOffset()) {
      return localMillis - fixedOffsetMillis;
    }
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(localMillis, 1000L), 0, ZoneOffset.UTC);
    return localMillis - 1000L * rules.getOffset(local).getTotalSeconds();
  }

  private int digits(int count) throws BadValue {
    if (to - at < count) {
      throw bad();
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      int digit = text[at++] - '0';
      if (digit < 0 || digit > 9) {
        throw bad();
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private boolean next(char c) {
    if (at < to && text[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws BadValue {
    if (!next(c)) {
      throw bad();
    }
  }

  private BadValue bad() {
    return BadValue.text(expected, text, from, to);
  }

  /** Whether a year, none of which is 0, has such a day. */
  static boolean isDate(int year, int month, int day) {
    return year != 0 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(month, year);
  }

  private static int lengthOf(int month, int year) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /**
   * Days from 1970-01-01 in the proleptic Gregorian calendar, with years that begin in March so
   * that the leap day is their last: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
   * {@code days_from_civil}.
   */
  static long daysSinceEpoch(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
