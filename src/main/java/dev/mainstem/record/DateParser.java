package dev.mainstem.record;

import dev.mainstem.spec.TimeFormat;
import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Calendar days out of texts. */
final class DateParser {

  private DateParser() {}

  static FieldParser of(TimeFormat format) {
    return switch (format.kind()) {
      case ISO -> iso(new IsoTime(format.zone()));
      case PATTERN -> pattern(format);
      case EPOCH_MILLIS, EPOCH_SECONDS -> dayOf(format);
    };
  }

  private static FieldParser iso(IsoTime iso) {
    return (text, from, to) -> LocalDate.ofEpochDay(iso.parseDay(text, from, to));
  }

  private static FieldParser pattern(TimeFormat format) {
    DateTimeFormatter formatter = format.formatter();
    return (text, from, to) -> {
      try {
        LocalDate date = LocalDate.from(formatter.parse(CharBuffer.wrap(text, from, to - from)));
        if (date.getYear() >= 1 && date.getYear() <= 9999) {
          return date;
        }
      } catch (DateTimeException e) {
        throw BadValue.text("a date as " + format.pattern(), text, from, to);
      }
      throw BadValue.text("a date of the years 1 to 9999", text, from, to);
    };
  }

  /** The day of an instant in the zone of the field. */
  private static FieldParser dayOf(TimeFormat format) {
    FieldParser instants = TimestampParser.of(format);
    return (text, from, to) -> {
      long millis = ((org.joda.time.Instant) instants.parse(text, from, to)).getMillis();
      return LocalDate.ofInstant(Instant.ofEpochMilli(millis), format.zone());
    };
  }
}
