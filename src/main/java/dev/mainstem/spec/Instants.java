package dev.mainstem.spec;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;

/** Instants as a definition writes them: ISO-8601, of the years 1 to 9999. */
final class Instants {

  private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("(?!0000)[0-9]{4}-");

  private Instants() {}

  /** The instant; without a zone it is in UTC, without a time it is midnight. */
  static Optional<Instant> parse(String text) {
    if (!FOUR_DIGIT_YEAR.matcher(text).lookingAt()) {
      return Optional.empty();
    }
    String full = text.length() == 10 ? text + "T00:00:00Z" : text.replace(' ', 'T');
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              full, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          parsed instanceof OffsetDateTime offset
              ? offset.toInstant()
              : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
