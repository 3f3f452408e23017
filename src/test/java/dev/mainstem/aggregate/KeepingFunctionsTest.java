package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.record.BadValue;
import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By hand: the functions that keep values, or go by the event time. */
class KeepingFunctionsTest {

  @Test
  void firstAndLastGoByEventTimeAndOfRowsAtOneTimeTakeTheLeastValue() throws Exception {
    List<@Nullable Object[]> rows =
        List.of(at(5, "e"), at(1, "c"), at(1, "b"), at(0, null), at(9, null), at(5, "f"));
    assertThat(everyWay(Function.FIRST, 0, FieldType.STRING, rows)).isEqualTo("b");
    assertThat(everyWay(Function.LAST, 0, FieldType.STRING, rows)).isEqualTo("e");
  }

  @Test
  void timesBefore1970ComeFirst() throws Exception {
    List<@Nullable Object[]> rows = List.of(at(0, 1L), at(-1, 2L), at(1, 3L));
    assertThat(everyWay(Function.FIRST, 0, FieldType.INT64, rows)).isEqualTo(2L);
    assertThat(everyWay(Function.LAST, 0, FieldType.INT64, rows)).isEqualTo(3L);
  }

  @Test
  void firstAndCollectAreOfAnyType() throws Exception {
    LocalDate day = LocalDate.of(1969, 12, 31);
    Instant instant = Instant.ofEpochMilli(-7);
    for (Object value :
        List.of("a", true, 1, 2L, 1.5f, -2.5, new BigDecimal("1.50"), instant, day)) {
      FieldType type = typeOf(value);
      List<@Nullable Object[]> rows = new ArrayList<>();
      rows.add(at(3, value));
      rows.add(at(2, null));
      assertThat(everyWay(Function.FIRST, 0, type, rows)).isEqualTo(value);
      assertThat(everyWay(Function.COLLECT, 0, type, rows)).isEqualTo(List.of(value));
    }
  }

  @Test
  void collectIsInTheOrderOfEventTimesAndThenOfValues() throws Exception {
    List<@Nullable Object[]> rows =
        List.of(at(2, "a"), at(1, "z"), at(2, "\uD83D\uDE80"), at(2, "\uFF5E"), at(2, "a"));
    // by code point: U+FF5E is before the rocket, U+1F680
    assertThat(everyWay(Function.COLLECT, 0, FieldType.STRING, rows))
        .isEqualTo(List.of("z", "a", "a", "\uFF5E", "\uD83D\uDE80"));
  }

  @Test
  void equalDecimalsAreCollectedWithTheShortestFirst() throws Exception {
    List<@Nullable Object[]> rows =
        List.of(
            at(0, new BigDecimal("1.00")),
            at(0, new BigDecimal("1")),
            at(0, new BigDecimal("1.0")));
    List<BigDecimal> shortestFirst =
        List.of(new BigDecimal("1"), new BigDecimal("1.0"), new BigDecimal("1.00"));
    assertThat(everyWay(Function.COLLECT, 0, FieldType.DECIMAL, rows)).isEqualTo(shortestFirst);
    assertThat(everyWay(Function.TOP, 2, FieldType.DECIMAL, untimed(rows)))
        .isEqualTo(shortestFirst.subList(0, 2));
  }

  @Test
  void topHasTheGreatestFirstAndEqualOnesAsOftenAsTheyCome() throws Exception {
    assertThat(everyWay(Function.TOP, 3, FieldType.INT64, values(4L, 9L, null, 9L, 1L)))
        .isEqualTo(List.of(9L, 9L, 4L));
    assertThat(everyWay(Function.TOP, 3, FieldType.STRING, values("b", "a")))
        .isEqualTo(List.of("b", "a"));
    assertThat(everyWay(Function.TOP, 3, FieldType.DOUBLE, values(-0.0, 0.0, -1.0, -2.0)))
        .isEqualTo(List.of(0.0, -0.0, -1.0));
  }

  @Test
  void valuesThatAreEqualAsNumbersAreOneDistinctValue() throws Exception {
    assertThat(everyWay(Function.COUNT_DISTINCT, 0, FieldType.DOUBLE, values(0.0, -0.0, null)))
        .isEqualTo(1L);
    assertThat(
            everyWay(
                Function.COUNT_DISTINCT,
                0,
                FieldType.DECIMAL,
                values(new BigDecimal("100"), new BigDecimal("1E+2"), new BigDecimal("1.0"))))
        .isEqualTo(2L);
    assertThat(everyWay(Function.COUNT_DISTINCT, 0, FieldType.STRING, values("a", "A", "a ")))
        .isEqualTo(3L);
  }

  /** Those that NumPy's quantile gives. */
  @Test
  void aQuantileLiesBetweenItsNeighboursInTheProportionOfTheFraction() throws Exception {
    List<@Nullable Object[]> four = values(4.0, 1.0, 3.0, 2.0);
    assertThat(everyWay(Function.QUANTILE, 0, FieldType.DOUBLE, four)).isEqualTo(1.0);
    assertThat(everyWay(Function.QUANTILE, 0.25, FieldType.DOUBLE, four)).isEqualTo(1.75);
    assertThat(everyWay(Function.QUANTILE, 0.5, FieldType.DOUBLE, four)).isEqualTo(2.5);
    assertThat(everyWay(Function.QUANTILE, 1, FieldType.DOUBLE, four)).isEqualTo(4.0);
    assertThat(everyWay(Function.QUANTILE, 0.9, FieldType.INT32, values(7))).isEqualTo(7.0);
    assertThat(
            everyWay(
                Function.QUANTILE,
                0.5,
                FieldType.DECIMAL,
                values(new BigDecimal("0.1"), null, new BigDecimal("0.3"), new BigDecimal("0.2"))))
        .isEqualTo(0.2);
  }

  @Test
  void aQuantileFitsWhereverTheValuesLie() throws Exception {
    double most = Double.MAX_VALUE;
    assertThat(everyWay(Function.QUANTILE, 0.5, FieldType.DOUBLE, values(-most, most)))
        .isEqualTo(0.0);
    List<@Nullable Object[]> huge = values(new BigDecimal("1"), new BigDecimal("1e400"));
    assertThat(everyWay(Function.QUANTILE, 0, FieldType.DECIMAL, huge)).isEqualTo(1.0);
    assertThatThrownBy(() -> everyWay(Function.QUANTILE, 0.5, FieldType.DECIMAL, huge))
        .isInstanceOf(BadValue.class)
        .hasMessage("result: expected a quantile that fits double, found a larger one");
  }

  @Test
  void whatGrowsWithTheRowsIsTold() {
    assertThat(Function.COLLECT.of("all", 0, FieldType.STRING).keeps())
        .contains("every value and its time");
    assertThat(Function.TOP.of("most", 0, FieldType.STRING, 3).keeps()).isEmpty();
    assertThat(Function.LAST.of("last", 0, FieldType.STRING).keeps()).isEmpty();
  }

  private static @Nullable Object everyWay(
      Function function, double argument, FieldType type, List<@Nullable Object[]> rows)
      throws Exception {
    Aggregate aggregate = function.of("result", 0, type, argument);
    Splits splits =
        aggregate.needsTime()
            ? new Splits(aggregate, type, FieldType.TIMESTAMP)
            : new Splits(aggregate, type);
    Object result = splits.shuffledRows(rows, new Random(0))[0];
    for (int seed = 1; seed < 30; seed++) {
      assertThat(splits.shuffledRows(rows, new Random(seed))[0]).isEqualTo(result);
    }
    return result;
  }

  private static @Nullable Object[] at(long millis, @Nullable Object value) {
    return new @Nullable Object[] {value, Instant.ofEpochMilli(millis)};
  }

  private static List<@Nullable Object[]> values(@Nullable Object... values) {
    return Arrays.stream(values).map(value -> new @Nullable Object[] {value}).toList();
  }

  private static List<@Nullable Object[]> untimed(List<@Nullable Object[]> rows) {
    return rows.stream().map(row -> new @Nullable Object[] {row[0]}).toList();
  }

  private static FieldType typeOf(Object value) {
    return switch (value.getClass().getSimpleName()) {
      case "String" -> FieldType.STRING;
      case "Boolean" -> FieldType.BOOLEAN;
      case "Integer" -> FieldType.INT32;
      case "Long" -> FieldType.INT64;
      case "Float" -> FieldType.FLOAT;
      case "Double" -> FieldType.DOUBLE;
      case "BigDecimal" -> FieldType.DECIMAL;
      case "Instant" -> FieldType.TIMESTAMP;
      default -> FieldType.DATE;
    };
  }
}
