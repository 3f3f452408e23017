package dev.mainstem.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Timestamps as texts of ISO-8601, as the stream's fields have them: with an offset or {@code Z},
 * or else in UTC; a blank may stand for the {@code T}, and a day alone is its midnight.
 */
final class IsoTime {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .parseLenient() // minutes may follow the hours of the offset, with a colon or without
          .appendOffset("+HH", "Z")
          .parseStrict()
          .toFormatter(Locale.ROOT)
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoTime() {}

  /**
   * The milliseconds since 1970; what is finer is cut off towards the past.
   *
   * @throws DateTimeException if it is no time, or none that a long can count to
   */
  static long parse(String text) {
    TemporalAccessor parsed =
        FORMAT.parseBest(withT(text), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    try {
      return instant(parsed).toEpochMilli();
    } catch (ArithmeticException e) {
      throw new DateTimeException("too far from 1970", e);
    }
  }

  private static String withT(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 ? text : text.substring(0, blank) + 'T' + text.substring(blank + 1);
  }

  private static Instant instant(TemporalAccessor parsed) {
    if (parsed instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    LocalDateTime time =
        parsed instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) parsed;
    return time.toInstant(ZoneOffset.UTC);
  }

  /** In UTC, with milliseconds only if there are any: {@code 2026-01-31T12:00:00Z}. */
  static String format(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
