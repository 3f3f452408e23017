package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The bytes of one row. A generator of tens of millions of rows can't afford {@code String.format}.
 */
final class RowText {

  private static final long DAY_MILLIS = 86_400_000;

  private final byte[] bytes = new byte[256];
  private int length;
  private long day = Long.MIN_VALUE;
  private byte[] dayText = {};

  RowText character(char c) {
    bytes[length++] = (byte) c;
    return this;
  }

  /** A whole number that is not negative. */
  RowText number(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits(value, digits);
  }

  /** Exactly that many digits, with zeros in front. */
  RowText digits(long value, int count) {
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
    return this;
  }

  /** A number that is not negative, given in units of its last place. */
  RowText decimal(long units, int places) {
    long one = 1;
    for (int i = 0; i < places; i++) {
      one *= 10;
    }
    return number(units / one).character('.').digits(units % one, places);
  }

  /** ISO-8601 with milliseconds. */
  RowText instant(long epochMillis) {
    long ofDay = Math.floorMod(epochMillis, DAY_MILLIS);
    day(Math.floorDiv(epochMillis, DAY_MILLIS));
    character('T').digits(ofDay / 3_600_000, 2).character(':').digits(ofDay / 60_000 % 60, 2);
    character(':').digits(ofDay / 1_000 % 60, 2).character('.').digits(ofDay % 1_000, 3);
    return character('Z');
  }

  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  private void day(long epochDay) {
    if (epochDay != day) {
      day = epochDay;
      dayText = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
    }
    System.arraycopy(dayText, 0, bytes, length, dayText.length);
    length += dayText.length;
  }
}
