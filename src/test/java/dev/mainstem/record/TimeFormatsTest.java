package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.TimeFormat;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps and dates that are not ISO-8601. */
class TimeFormatsTest {

  private static Object timestamp(String pattern, String zone, String text) {
    return Parsing.of(FieldType.TIMESTAMP, TimeFormat.Kind.PATTERN, pattern, zone, text);
  }

  private static org.joda.time.Instant at(String instant) {
    return org.joda.time.Instant.ofEpochMilli(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          yyyy-MM-dd H            ¦ UTC           ¦ 2026-01-31 7             ¦ 2026-01-31T07:00:00Z
          dd/MM/yyyy HH:mm        ¦ UTC           ¦ 31/01/1969 23:59         ¦ 1969-01-31T23:59:00Z
          dd.MM.yyyy              ¦ Europe/Zurich ¦ 31.01.2026               ¦ 2026-01-30T23:00:00Z
          MM/dd/yyyy hh:mm:ss a   ¦ UTC           ¦ 01/31/2026 12:05:06 AM   ¦ 2026-01-31T00:05:06Z
          MM/dd/yyyy hh:mm:ss a   ¦ UTC           ¦ 01/31/2026 12:05:06 pm   ¦ 2026-01-31T12:05:06Z
          d MMM yyyy              ¦ UTC           ¦ 1 FEB 2026               ¦ 2026-02-01T00:00:00Z
          EEE, d MMMM yyyy        ¦ UTC           ¦ Sat, 31 January 2026     ¦ 2026-01-31T00:00:00Z
          yyyyMMddHHmmssSSS       ¦ UTC           ¦ 20260131235959123        ¦ 2026-01-31T23:59:59.123Z
          yyyy-MM                 ¦ UTC           ¦ 2026-03                  ¦ 2026-03-01T00:00:00Z
          yyyy                    ¦ UTC           ¦ 1815                     ¦ 1815-01-01T00:00:00Z
          uuuu-DDD                ¦ UTC           ¦ 2024-366                 ¦ 2024-12-31T00:00:00Z
          yyyy-MM-dd HH:mm:ss XXX ¦ Europe/Zurich ¦ 2026-01-31 10:00:00 +05:30 ¦ 2026-01-31T04:30:00Z
          yyyy-MM-dd HH:mm VV     ¦ UTC           ¦ 2026-07-01 10:00 Europe/Zurich ¦ 2026-07-01T08:00:00Z
          yyyy-MM-dd HH:mm        ¦ Europe/Zurich ¦ 2026-03-29 02:30         ¦ 2026-03-29T01:30:00Z
          yyyy-MM-dd HH:mm        ¦ Europe/Zurich ¦ 2026-10-25 02:30         ¦ 2026-10-25T00:30:00Z
          yyyy-MM-dd HH:mm:ss.nnnnnnnnn ¦ UTC     ¦ 1969-12-31 23:59:59.999999999 ¦ 1969-12-31T23:59:59.999Z
          """)
  void patternIsOneOfJavaTimeWithEnglishNames(
      String pattern, String zone, String text, String instant) {
    assertThat(timestamp(pattern, zone, text)).isEqualTo(at(instant));
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd, 2026-02-29", "yyyy-MM-dd, 2026-1-31", "yyyy-MM-dd, 2026-01-31x",
    "yyyy-MM-dd, ''", "yyyy-MM-dd HH:mm, 2026-01-31", "yyyy-MM-dd HH:mm, 2026-01-31 24:00",
    "d MMM yyyy, 1 Fév 2026"
  })
  void textThatDoesNotFollowThePatternIsNoTime(String pattern, String text) {
    assertThat(timestamp(pattern, "UTC", text))
        .isEqualTo("expected a time as " + pattern + ", found \"" + text + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "y-MM-dd, 10000-01-01",
    "y-MM-dd, 999999999-12-31",
    "uuuu-MM-dd, 0000-12-31",
    "uuuu-MM-dd, -999999999-01-01",
    "uuuu-MM-dd, +292278995-01-01"
  })
  void timeOutsideOfTheYearsIsRefused(String pattern, String text) {
    assertThat(timestamp(pattern, "UTC", text))
        .isEqualTo("expected a time of the years 1 to 9999, found \"" + text + '"');
    assertThat(Parsing.of(FieldType.DATE, TimeFormat.Kind.PATTERN, pattern, "UTC", text))
        .isEqualTo("expected a date of the years 1 to 9999, found \"" + text + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "EPOCH_MILLIS, 0, 1970-01-01T00:00:00Z",
    "EPOCH_MILLIS, -1, 1969-12-31T23:59:59.999Z",
    "EPOCH_MILLIS, 1767225600123, 2026-01-01T00:00:00.123Z",
    "EPOCH_MILLIS, 1767225600123.9, 2026-01-01T00:00:00.123Z",
    "EPOCH_MILLIS, 1.767225600123e12, 2026-01-01T00:00:00.123Z",
    "EPOCH_MILLIS, -0.5, 1969-12-31T23:59:59.999Z",
    "EPOCH_SECONDS, 1767225600, 2026-01-01T00:00:00Z",
    "EPOCH_SECONDS, 1767225600.123999, 2026-01-01T00:00:00.123Z",
    "EPOCH_SECONDS, -0.0001, 1969-12-31T23:59:59.999Z",
    "EPOCH_SECONDS, ' 5 ', 1970-01-01T00:00:05Z",
    "EPOCH_SECONDS, 253402300799.999, 9999-12-31T23:59:59.999Z",
    "EPOCH_SECONDS, -62135596800, 0001-01-01T00:00:00Z"
  })
  void epochCountsFrom1970AndIsCutOffTowardsThePast(
      TimeFormat.Kind kind, String text, String instant) {
    assertThat(Parsing.of(FieldType.TIMESTAMP, kind, "", "Asia/Tokyo", text))
        .isEqualTo(at(instant));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          EPOCH_MILLIS  ¦ x              ¦ expected a time in epoch_millis, found "x"
          EPOCH_MILLIS  ¦ 2026-01-01     ¦ expected a time in epoch_millis, found "2026-01-01"
          EPOCH_SECONDS ¦ NaN            ¦ expected a time in epoch_seconds, found "NaN"
          EPOCH_SECONDS ¦ 1767225600123  ¦ expected a time in epoch_seconds before the year 10000, found "1767225600123"
          EPOCH_SECONDS ¦ 1e999          ¦ expected a time in epoch_seconds before the year 10000, found "1e999"
          """)
  void numberThatIsNoTimeOfItsUnitIsRefused(TimeFormat.Kind kind, String text, String reason) {
    assertThat(Parsing.of(FieldType.TIMESTAMP, kind, "", "UTC", text)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "ISO, '', 2026-01-31, 2026-01-31",
    "ISO, '', ' 1815-06-18', 1815-06-18",
    "PATTERN, d.M.yyyy, 1.2.2026, 2026-02-01",
    "PATTERN, yyyy-MM, 2026-02, 2026-02-01",
    "EPOCH_SECONDS, '', 1767222000, 2026-01-01",
    "EPOCH_MILLIS, '', -1, 1970-01-01"
  })
  void dateIsADayInTheZoneOfTheField(
      TimeFormat.Kind kind, String pattern, String text, LocalDate day) {
    assertThat(Parsing.of(FieldType.DATE, kind, pattern, "Europe/Zurich", text)).isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31T00:00:00", "2026-01-31Z", "2026-02-30", "31.01.2026", ""})
  void timeIsNoDate(String text) {
    assertThat(Parsing.of(FieldType.DATE, text))
        .isEqualTo("expected an ISO-8601 date, found \"" + text + '"');
  }
}
