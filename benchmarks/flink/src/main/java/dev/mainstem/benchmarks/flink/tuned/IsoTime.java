package dev.mainstem.benchmarks.flink.tuned;

import java.time.LocalDate;

/**
 * Scans and prints {@code 2026-01-01T00:04:42.123Z}, whose digits stand at fixed places. Keeps the
 * last day.
 */
final class IsoTime {

  private static final long DAY_MILLIS = 86_400_000;

  private int dayDigits = -1;
  private long dayMillis;
  private long printedDay = Long.MIN_VALUE;
  private byte[] dayText = {};

  /** The milliseconds of a time in UTC, with three digits of a fraction or with none. */
  long scan(byte[] b, int i, int end) {
    int digits = (four(b, i) * 100 + two(b, i + 5)) * 100 + two(b, i + 8);
    if (digits != dayDigits) {
      dayMillis =
          LocalDate.of(digits / 10_000, digits / 100 % 100, digits % 100).toEpochDay() * DAY_MILLIS;
      dayDigits = digits;
    }
    int seconds = (two(b, i + 11) * 60 + two(b, i + 14)) * 60 + two(b, i + 17);
    int millis = end - i == 24 ? two(b, i + 20) * 10 + b[i + 22] - '0' : 0;
    if (b[end - 1] != 'Z') {
      throw new IllegalArgumentException("no time in UTC: " + new String(b, i, end - i));
    }
    return dayMillis + seconds * 1_000L + millis;
  }

  /** Prints a whole second. */
  void print(long epochMillis, LineBuffer line) {
    long day = Math.floorDiv(epochMillis, DAY_MILLIS);
    if (day != printedDay) {
      dayText =
          LocalDate.ofEpochDay(day).toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      printedDay = day;
    }
    int seconds = (int) (Math.floorMod(epochMillis, DAY_MILLIS) / 1_000);
    line.bytes(dayText, 0, dayText.length).character('T').twoDigits(seconds / 3_600).character(':');
    line.twoDigits(seconds / 60 % 60).character(':').twoDigits(seconds % 60).character('Z');
  }

  private static int four(byte[] b, int i) {
    return two(b, i) * 100 + two(b, i + 2);
  }

  private static int two(byte[] b, int i) {
    int high = b[i] - '0';
    int low = b[i + 1] - '0';
    if ((high | low) < 0 || high > 9 || low > 9) {
      throw new IllegalArgumentException("no digits: " + new String(b, i, 2));
    }
    return high * 10 + low;
  }
}
