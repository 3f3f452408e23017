package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** What is our own for speed or exactness, against the slow and general way of the JDK. */
class ReferencePropertyTest {

  private static final long MILLENNIA = 300_000_000_000_000L;

  @Property
  void the_calendar_is_that_of_java_time(
      @ForAll @LongRange(min = -100_000_000_000L, max = 100_000_000_000L) long epochDay) {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    assertThat(CivilDate.year(epochDay)).isEqualTo(day.getYear());
    assertThat(CivilDate.month(epochDay)).isEqualTo(day.getMonthValue());
    assertThat(CivilDate.day(epochDay)).isEqualTo(day.getDayOfMonth());
    assertThat(CivilDate.dayOfWeek(epochDay)).isEqualTo(day.getDayOfWeek().getValue());
    assertThat(CivilDate.dayOfYear(epochDay)).isEqualTo(day.getDayOfYear());
  }

  @Property
  void times_are_cut_off_as_by_java_time(
      @ForAll @LongRange(min = -MILLENNIA, max = MILLENNIA) long millis) throws Exception {
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    LocalDate day = time.toLocalDate();
    assertThat(TimeUnit.SECOND.truncate(millis))
        .isEqualTo(at(time.truncatedTo(ChronoUnit.SECONDS)));
    assertThat(TimeUnit.MINUTE.truncate(millis))
        .isEqualTo(at(time.truncatedTo(ChronoUnit.MINUTES)));
    assertThat(TimeUnit.HOUR.truncate(millis)).isEqualTo(at(time.truncatedTo(ChronoUnit.HOURS)));
    assertThat(TimeUnit.DAY.truncate(millis)).isEqualTo(at(day.atStartOfDay()));
    assertThat(TimeUnit.WEEK.truncate(millis))
        .isEqualTo(at(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay()));
    assertThat(TimeUnit.MONTH.truncate(millis)).isEqualTo(at(day.withDayOfMonth(1).atStartOfDay()));
    assertThat(TimeUnit.QUARTER.truncate(millis))
        .isEqualTo(at(day.with(IsoFields.DAY_OF_QUARTER, 1).atStartOfDay()));
    assertThat(TimeUnit.YEAR.truncate(millis)).isEqualTo(at(day.withDayOfYear(1).atStartOfDay()));
  }

  private static long at(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @Property
  void doubles_are_rounded_as_the_decimals_they_are_written_as(
      @ForAll("doubles") double value, @ForAll @IntRange(min = -20, max = 20) int digits) {
    assertThat(Rounding.round(value, digits)).isEqualTo(Rounding.roundDecimal(value, digits));
  }

  @Property
  void a_double_is_written_with_no_more_digits_than_java_and_read_as_itself(
      @ForAll("doubles") double value) {
    String text = NumberText.of(value);
    assertThat(Double.parseDouble(text)).isEqualTo(value + 0.0);
    BigDecimal ours = new BigDecimal(text).stripTrailingZeros();
    BigDecimal javas = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    assertThat(ours.precision()).isLessThanOrEqualTo(javas.precision());
  }

  @Property
  void an_integer_and_a_double_are_compared_as_the_decimals_they_are(
      @ForAll long whole, @ForAll("doubles") double real) {
    int expected = new BigDecimal(whole).compareTo(new BigDecimal(real));
    assertThat(Integer.signum(Order.of(whole, real))).isEqualTo(expected);
    long near = (long) real;
    int expectedNear = new BigDecimal(near).compareTo(new BigDecimal(real));
    assertThat(Integer.signum(Order.of(near, real))).isEqualTo(expectedNear);
  }

  @Property
  void texts_are_in_the_order_of_their_code_points(
      @ForAll("texts") String left, @ForAll("texts") String right) {
    int expected = Arrays.compare(codePoints(left), codePoints(right));
    assertThat(Integer.signum(Order.of(left, right))).isEqualTo(Integer.signum(expected));
  }

  private static int[] codePoints(String text) {
    return text.codePoints().toArray();
  }

  @Property
  void a_pattern_matches_what_the_regular_expression_does(
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 12) String text,
      @ForAll("patterns") String pattern) {
    String regex = pattern.replace("%", ".*").replace("_", ".");
    assertThat(LikePattern.of(pattern, -1).orElseThrow().matches(text))
        .isEqualTo(Pattern.matches(regex, text));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars('a', 'b', '%', '_').ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "z", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "😁", "𐀀")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Double> doubles() {
    Arbitrary<Double> bits =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> decimals =
        Arbitraries.longs()
            .between(-100_000_000L, 100_000_000L)
            .flatMap(
                digits ->
                    Arbitraries.integers()
                        .between(0, 9)
                        .map(scale -> BigDecimal.valueOf(digits, scale).doubleValue()));
    return Arbitraries.oneOf(
        bits, decimals, decimals.map(Math::nextUp), decimals.map(Math::nextDown));
  }
}
