package dev.mainstem.spec;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How a text stands for an instant or a day.
 *
 * @param kind which family of formats
 * @param pattern the java.time pattern, empty unless {@code kind} is {@code PATTERN}
 * @param zone what a time without a zone is read in
 */
public record TimeFormat(Kind kind, String pattern, ZoneId zone) implements Serializable {

  /** The families of formats. */
  public enum Kind {
    ISO,
    EPOCH_MILLIS,
    EPOCH_SECONDS,
    PATTERN
  }

  /** ISO-8601; a time without a zone is in UTC. */
  public static final TimeFormat ISO_UTC = new TimeFormat(Kind.ISO, "", ZoneOffset.UTC);

  /**
   * The formatter of a pattern: English names in any case, and strict, so that 30 February is an
   * error rather than the 28th. A pattern without a day or month means the first one.
   *
   * @throws IllegalArgumentException if the pattern is none
   */
  public DateTimeFormatter formatter() {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
    String letters = letters();
    if (letters.indexOf('y') >= 0) {
      // strictly, a year of an era needs its era
      builder.parseDefaulting(ChronoField.ERA, 1);
    }
    if (!containsAny(letters, "dDgEecFwWY")) {
      builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
      if (!containsAny(letters, "MLQq")) {
        builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
      }
    }
    return builder
        .toFormatter(Locale.ENGLISH)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** What the formatter read, as precise as the pattern is. */
  public static TemporalAccessor parse(DateTimeFormatter formatter, CharSequence text) {
    return formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
  }

  /** Why the pattern can't be used, or an empty text. */
  String fault() {
    try {
      DateTimeFormatter formatter = formatter();
      // An afternoon in a leap year tells hh without a, and a month without a year.
      String sample = formatter.format(ZonedDateTime.of(2024, 2, 29, 13, 47, 9, 0, zone));
      String again = formatter.format(atZone(parse(formatter, sample)));
      return again.equals(sample)
          ? ""
          : "it does not determine an instant: %s would be read as %s".formatted(sample, again);
    } catch (IllegalArgumentException | DateTimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private ZonedDateTime atZone(TemporalAccessor parsed) {
    if (parsed instanceof ZonedDateTime zoned) {
      return zoned;
    }
    return parsed instanceof LocalDateTime dateTime
        ? dateTime.atZone(zone)
        : ((LocalDate) parsed).atStartOfDay(zone);
  }

  /** The letters of the pattern outside of quotes. */
  private String letters() {
    return pattern.replaceAll("'[^']*'", "");
  }

  private static boolean containsAny(String text, String letters) {
    return text.chars().anyMatch(c -> letters.indexOf(c) >= 0);
  }
}
