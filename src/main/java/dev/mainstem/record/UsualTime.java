package dev.mainstem.record;

/**
 * Reads times of the two forms that programs write, {@code 2026-01-31T10:15:30.500Z} and {@code
 * 2026-01-31T10:15:30Z}; all others, and what is wrong, it leaves to {@link IsoTime}.
 *
 * <p>Times that follow one another are mostly of one day, so the last day is kept. Not thread-safe.
 */
final class UsualTime {

  /** What is not of these forms, or no time. */
  static final long NONE = Long.MIN_VALUE;

  private static final int WHOLE_SECONDS = "2026-01-31T10:15:30Z".length();
  private static final int WITH_MILLIS = "2026-01-31T10:15:30.500Z".length();
  private static final long MILLIS_PER_DAY = 86_400_000;

  /** The last date as a number of eight digits, such as 20260131; 0 at first. */
  private int lastDate;

  private long lastMidnight = NONE;

  /** Milliseconds since 1970, or {@link #NONE}. */
  long parse(char[] text, int from, int to) {
    if (!isPunctuated(text, from, to)) {
      return NONE;
    }
    int century = two(text, from);
    int year = two(text, from + 2);
    int month = two(text, from + 5);
    int day = two(text, from + 8);
    int ofDay = millisOfDay(text, from + 11, to);
    if ((century | year | month | day | ofDay) < 0) {
      return NONE;
    }
    long midnight = midnight(100 * century + year, month, day);
    return midnight == NONE ? NONE : midnight + ofDay;
  }

  private static boolean isPunctuated(char[] text, int from, int to) {
    int length = to - from;
    return (length == WITH_MILLIS ? text[from + 19] == '.' : length == WHOLE_SECONDS)
        && text[from + 4] == '-'
        && text[from + 7] == '-'
        && text[from + 10] == 'T'
        && text[from + 13] == ':'
        && text[from + 16] == ':'
        && text[to - 1] == 'Z';
  }

  /** Negative if it is no time before 24:00. */
  private static int millisOfDay(char[] text, int from, int to) {
    int hour = two(text, from);
    int minute = two(text, from + 3);
    int second = two(text, from + 6);
    int millis = to - from > 9 ? three(text, from + 9) : 0;
    if ((hour | minute | second | millis) < 0 || hour > 23 || minute > 59 || second > 59) {
      return -1;
    }
    return ((hour * 60 + minute) * 60 + second) * 1000 + millis;
  }

  private long midnight(int year, int month, int day) {
    int date = (100 * year + month) * 100 + day;
    if (date != lastDate) {
      if (!IsoTime.isDate(year, month, day)) {
        return NONE;
      }
      lastMidnight = IsoTime.daysSinceEpoch(year, month, day) * MILLIS_PER_DAY;
      lastDate = date;
    }
    return lastMidnight;
  }

  /** The number that two digits are, negative if they are none. */
  private static int two(char[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return isDigit(tens) && isDigit(ones) ? 10 * tens + ones : -1;
  }

  private static int three(char[] text, int at) {
    int hundreds = text[at] - '0';
    int rest = two(text, at + 1);
    return isDigit(hundreds) && rest >= 0 ? 100 * hundreds + rest : -1;
  }

  private static boolean isDigit(int number) {
    return number >= 0 && number <= 9;
  }
}
