package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.TimeFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-written reader of times against java.time. */
class IsoTimeTest {

  private static final long YEAR_1 = -62_135_596_800_000L;
  private static final long YEAR_10000 = 253_402_300_800_000L;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private static Object parse(String zone, String text) {
    return Parsing.of(FieldType.TIMESTAMP, TimeFormat.Kind.ISO, "", zone, text);
  }

  private static org.joda.time.Instant at(Instant instant) {
    return org.joda.time.Instant.ofEpochMilli(instant.toEpochMilli());
  }

  @Property
  void instantsAreThoseOfJavaTime(
      @ForAll @LongRange(min = YEAR_1, max = YEAR_10000 - 1) long millis,
      @ForAll @IntRange(max = 999_999) int nanos) {
    Instant instant = Instant.ofEpochMilli(millis).plusNanos(nanos);
    assertThat(parse("UTC", instant.toString())).isEqualTo(at(instant));
    assertThat(parse("Asia/Tokyo", instant.toString())).isEqualTo(at(instant));
  }

  @Property
  void offsetsAreThoseOfJavaTime(
      @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long seconds,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    Instant instant = Instant.ofEpochSecond(seconds);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * offsetMinutes);
    String text = SECONDS.format(instant.atOffset(offset)) + offset;
    assertThat(parse("UTC", text)).isEqualTo(at(instant));
    assertThat(parse("UTC", text.substring(0, 19) + offset.getId().replace(":", "")))
        .isEqualTo(at(instant));
  }

  @Property
  void timesWithoutAZoneAreReadInTheZoneOfTheField(
      @ForAll("zones") String zone,
      @ForAll @LongRange(min = -5_000_000_000L, max = 5_000_000_000L) long seconds) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    assertThat(parse(zone, SECONDS.format(local)))
        .isEqualTo(at(local.atZone(ZoneId.of(zone)).toInstant()));
  }

  @Property
  void timesAroundChangesOfTheClockAreThoseOfJavaTime(
      @ForAll("zones") String zone,
      @ForAll @LongRange(min = -1_000_000_000L, max = 2_000_000_000L) long around,
      @ForAll @IntRange(min = -7_500, max = 7_500) int seconds) {
    ZoneId id = ZoneId.of(zone);
    var change = id.getRules().nextTransition(Instant.ofEpochSecond(around));
    LocalDateTime base =
        change == null ? LocalDateTime.MIN.withYear(2000) : change.getDateTimeBefore();
    LocalDateTime local = base.plusSeconds(seconds);
    assertThat(parse(zone, SECONDS.format(local))).isEqualTo(at(local.atZone(id).toInstant()));
  }

  @Property
  void textIsATimeExactlyIfItsPartsAre(@ForAll("nearTimes") String text) {
    Object expected;
    try {
      expected = at(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (java.time.DateTimeException e) {
      expected = "expected an ISO-8601 time, found \"" + text + '"';
    }
    assertThat(parse("UTC", text)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "Europe/Zurich",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Africa/Monrovia",
        "+05:30",
        "UTC");
  }

  /** Times whose fields may be one too large or too small. */
  @Provide
  Arbitrary<String> nearTimes() {
    Arbitrary<Integer> years =
        Arbitraries.of(1, 4, 100, 1600, 1900, 1969, 1970, 2000, 2023, 2024, 9999);
    return Combinators.combine(
            years,
            Arbitraries.integers().between(0, 13),
            Arbitraries.integers().between(0, 32),
            Arbitraries.integers().between(0, 23),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 60))
        .as((y, mo, d, h, mi, s) -> "%04d-%02d-%02dT%02d:%02d:%02d".formatted(y, mo, d, h, mi, s));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2026-01-31T10, 2026-01-31T10:00:00Z",
    "2026-01-31T10:15, 2026-01-31T10:15:00Z",
    "2026-01-31 10:15:30, 2026-01-31T10:15:30Z",
    "2026-01-31t10:15:30z, 2026-01-31T10:15:30Z",
    "2026-01-31T10:15:30.5, 2026-01-31T10:15:30.500Z",
    "'2026-01-31T10:15:30,25Z', 2026-01-31T10:15:30.250Z",
    "2026-01-31T10:15:30.999999999Z, 2026-01-31T10:15:30.999Z",
    "2026-01-31T10:15:30+01, 2026-01-31T09:15:30Z",
    "2026-01-31T10:15+0130, 2026-01-31T08:45:00Z",
    "2026-01-31T10:15-18:00, 2026-02-01T04:15:00Z",
    "2026-01-31T24:00, 2026-02-01T00:00:00Z",
    "2026-12-31T24:00:00.000Z, 2027-01-01T00:00:00Z",
    "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
    "1582-10-10T00:00:00Z, 1582-10-10T00:00:00Z",
    "0001-01-01, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    "'  2026-01-31 ', 2026-01-31T00:00:00Z"
  })
  void timeMayBeWrittenInManyWays(String text, String instant) {
    assertThat(parse("UTC", text)).isEqualTo(at(Instant.parse(instant)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
    "2026-10-25T02:30:00, 2026-10-25T00:30:00Z",
    "2026-10-25T03:00:00, 2026-10-25T02:00:00Z",
    "2026-07-01, 2026-06-30T22:00:00Z",
    "2026-07-01T24:00, 2026-07-01T22:00:00Z"
  })
  void skippedHourCountsOnAndOfTwoEqualHoursTheEarlierIsMeant(String text, String instant) {
    assertThat(parse("Europe/Zurich", text)).isEqualTo(at(Instant.parse(instant)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "today",
        "2026",
        "2026-01",
        "2026-1-31",
        "26-01-31",
        "20260131",
        "2026-01-31Z",
        "2026-01-31T",
        "2026-01-31T1",
        "2026-01-31T10:",
        "2026-01-31T10:1",
        "2026-01-31T10:15:",
        "2026-01-31T10:15:30.",
        "2026-01-31T10:15:30.1234567890",
        "2026-01-31T10.5",
        "2026-01-31T10:15.5",
        "2026-01-31T10:15,5Z",
        "2026-01-31T25:00",
        "2026-01-31T24:01",
        "2026-01-31T24:00:00.001",
        "2026-01-31T23:60",
        "2026-01-31T23:59:60",
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-00-10",
        "2026-13-01",
        "0000-01-01",
        "-001-01-01",
        "+2026-01-31",
        "12026-01-31",
        "2026-01-31T10:15+",
        "2026-01-31T10:15+1",
        "2026-01-31T10:15+01:",
        "2026-01-31T10:15+01:3",
        "2026-01-31T10:15+010",
        "2026-01-31T10:15+01:60",
        "2026-01-31T10:15+18:01",
        "2026-01-31T10:15+19",
        "2026-01-31T10:15ZZ",
        "2026-01-31T10:15 Z",
        "2026-01-31T10:15[UTC]",
        "2026-01-31_10:15",
        "2026-01-31T10:15:30.-5",
        "２026-01-31"
      })
  void anythingElseIsNoTime(String text) {
    assertThat(parse("UTC", text))
        .isEqualTo("expected an ISO-8601 time, found \"" + text.strip() + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31T24:00", "9999-12-31T23:00-02:00", "0001-01-01T00:00+00:01"})
  void timeOutsideOfTheYearsIsRefused(String text) {
    assertThat(parse("UTC", text))
        .isEqualTo("expected a time of the years 1 to 9999, found \"" + text + '"');
  }
}
