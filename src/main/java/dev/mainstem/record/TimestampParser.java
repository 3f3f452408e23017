package dev.mainstem.record;

import dev.mainstem.spec.TimeFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.joda.time.Instant;

/**
 * Instants out of texts, in milliseconds since 1970; finer digits are cut off towards the past.
 *
 * <p>Instants are those of the years 1 to 9999: what lies beyond is a number in another unit, not a
 * time.
 */
final class TimestampParser {

  private static final long MIN_MILLIS = -62_135_596_800_000L;
  private static final long MAX_MILLIS = 253_402_300_799_999L;
  private static final java.time.Instant MIN = java.time.Instant.ofEpochMilli(MIN_MILLIS);
  private static final java.time.Instant MAX =
      java.time.Instant.ofEpochMilli(MAX_MILLIS).plusNanos(999_999);

  private TimestampParser() {}

  static FieldParser of(TimeFormat format) {
    return switch (format.kind()) {
      case ISO -> new IsoTimestamp(format.zone());
      case EPOCH_MILLIS -> (text, from, to) -> epoch("epoch_millis", 0, text, from, to);
      case EPOCH_SECONDS -> (text, from, to) -> epoch("epoch_seconds", 3, text, from, to);
      case PATTERN -> pattern(format);
    };
  }

  /**
   * The same instant, if it is one of the years that there are.
   *
   * @throws BadValue if it is none
   */
  static long checked(long millis, char[] text, int from, int to) throws BadValue {
    if (millis < MIN_MILLIS || millis > MAX_MILLIS) {
      throw outOfYears(text, from, to);
    }
    return millis;
  }

  private static Instant epoch(String name, int digits, char[] text, int from, int to)
      throws BadValue {
    BigDecimal number;
    try {
      number = Numbers.decimal(text, from, to);
    } catch (BadValue e) {
      throw BadValue.text("a time in " + name, text, from, to);
    }
    BigDecimal millis = number.movePointRight(digits).setScale(0, RoundingMode.FLOOR);
    if (millis.compareTo(BigDecimal.valueOf(MIN_MILLIS)) < 0
        || millis.compareTo(BigDecimal.valueOf(MAX_MILLIS)) > 0) {
      throw BadValue.text("a time in " + name + " before the year 10000", text, from, to);
    }
    return Instant.ofEpochMilli(millis.longValueExact());
  }

  private static FieldParser pattern(TimeFormat format) {
    DateTimeFormatter formatter = format.formatter();
    return (text, from, to) -> {
      try {
        TemporalAccessor parsed =
            TimeFormat.parse(formatter, CharBuffer.wrap(text, from, to - from));
        java.time.Instant instant = instantOf(parsed, format.zone());
        if (!instant.isBefore(MIN) && !instant.isAfter(MAX)) {
          return Instant.ofEpochMilli(instant.toEpochMilli());
        }
      } catch (DateTimeException e) {
        throw BadValue.text("a time as " + format.pattern(), text, from, to);
      }
      throw outOfYears(text, from, to);
    };
  }

  private static BadValue outOfYears(char[] text, int from, int to) {
    return BadValue.text("a time of the years 1 to 9999", text, from, to);
  }

  private static java.time.Instant instantOf(TemporalAccessor parsed, ZoneId zone) {
    if (parsed instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    return parsed instanceof LocalDateTime dateTime
        ? dateTime.atZone(zone).toInstant()
        : ((LocalDate) parsed).atStartOfDay(zone).toInstant();
  }
}
