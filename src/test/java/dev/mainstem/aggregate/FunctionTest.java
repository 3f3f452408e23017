package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.record.BadValue;
import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each function by hand: nulls, types, and results that do not fit. */
class FunctionTest {

  private static final double MOST = Double.MAX_VALUE;

  @Test
  void countWithoutAValueCountsRowsAndWithOneThoseThatAreNotNull() throws Exception {
    Splits rows = new Splits(Function.COUNT.of("n", -1, FieldType.INT64), FieldType.INT64);
    assertThat(rows.inOrder(1L, null, 3L)).isEqualTo(3L);
    assertThat(Splits.of(Function.COUNT, FieldType.INT64).inOrder(1L, null, 3L)).isEqualTo(2L);
    assertThat(Splits.of(Function.COUNT, FieldType.STRING).inOrder(null, null)).isEqualTo(0L);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COUNT", "COUNT_DISTINCT", "COUNT_DISTINCT_APPROX", "TOP", "COLLECT"})
  void overNullsAloneAResultIsNull(Function function) throws Exception {
    assertThat(Splits.of(function, FieldType.DOUBLE).inOrder(null, null)).isNull();
    assertThat(Splits.of(function, FieldType.INT64).inOrder()).isNull();
  }

  @Test
  void overNullsAloneThereAreNoDistinctValuesAndArraysAreEmpty() throws Exception {
    assertThat(Splits.of(Function.COUNT_DISTINCT, FieldType.DOUBLE).inOrder(null, null))
        .isEqualTo(0L);
    assertThat(Splits.of(Function.COUNT_DISTINCT_APPROX, FieldType.DOUBLE).inOrder(null, null))
        .isEqualTo(0L);
    assertThat(Splits.of(Function.TOP, 3, FieldType.DOUBLE).inOrder(null, null))
        .isEqualTo(List.of());
    assertThat(Splits.of(Function.COLLECT, FieldType.DOUBLE).inOrder()).isEqualTo(List.of());
  }

  @Test
  void nullsArePassedOver() throws Exception {
    assertThat(Splits.of(Function.SUM, FieldType.INT32).inOrder(1, null, 3)).isEqualTo(4L);
    assertThat(Splits.of(Function.MEAN, FieldType.INT32).inOrder(1, null, 4)).isEqualTo(2.5);
    assertThat(Splits.of(Function.MIN, FieldType.STRING).inOrder(null, "b", "a")).isEqualTo("a");
    assertThat(Splits.of(Function.VARIANCE, FieldType.DOUBLE).inOrder(1.0, null, 3.0))
        .isEqualTo(2.0);
  }

  @Test
  void aSumOfLongsThatDoesNotFitIsRejectedAndDoesNotWrap() {
    Splits sum = Splits.of(Function.SUM, FieldType.INT64);
    assertThatThrownBy(() -> sum.inOrder(Long.MAX_VALUE, 1L))
        .isInstanceOf(BadValue.class)
        .hasMessage("result: expected a sum that fits int64, found a larger one");
    assertThatThrownBy(() -> sum.inOrder(Long.MIN_VALUE, -1L)).isInstanceOf(BadValue.class);
  }

  @Test
  void aSumOfLongsThatLeavesTheRangeAndComesBackFits() throws Exception {
    Splits sum = Splits.of(Function.SUM, FieldType.INT64);
    assertThat(sum.inOrder(Long.MAX_VALUE, Long.MAX_VALUE, -Long.MAX_VALUE, 0L))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void resultsBeyondTheRangeOfADoubleAreRejected() {
    assertThatThrownBy(() -> Splits.of(Function.SUM, FieldType.DOUBLE).inOrder(MOST, MOST))
        .hasMessage("result: expected a sum that fits double, found a larger one");
    assertThatThrownBy(() -> Splits.of(Function.VARIANCE, FieldType.DOUBLE).inOrder(1e200, -1e200))
        .hasMessage("result: expected a variance that fits double, found a larger one");
    BigDecimal huge = new BigDecimal("1e400");
    assertThatThrownBy(() -> Splits.of(Function.MEAN, FieldType.DECIMAL).inOrder(huge))
        .hasMessage("result: expected a mean that fits double, found a larger one");
    assertThatThrownBy(() -> Splits.of(Function.STDDEV, FieldType.DECIMAL).inOrder(huge, huge))
        .hasMessage("result: expected a standard deviation that fits double, found a larger one");
  }

  @Test
  void aMeanFitsWhateverTheSum() throws Exception {
    assertThat(Splits.of(Function.MEAN, FieldType.DOUBLE).inOrder(MOST, MOST)).isEqualTo(MOST);
    assertThat(Splits.of(Function.MEAN, FieldType.INT64).inOrder(Long.MIN_VALUE, Long.MIN_VALUE))
        .isEqualTo(-0x1p63);
  }

  @Test
  void aStandardDeviationFitsWhateverTheVariance() throws Exception {
    Splits stddev = Splits.of(Function.STDDEV, FieldType.DOUBLE);
    assertThat(stddev.inOrder(0x1p700, 0x1p700 + 0x1p660, 0x1p700 + 0x1p661)).isEqualTo(0x1p660);
    assertThat(stddev.inOrder(-0x1p-700, 0.0, 0x1p-700)).isEqualTo(0x1p-700);
  }

  @Test
  void spreadIsThatOfTheSample() throws Exception {
    Object[] values = {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0};
    assertThat(Splits.of(Function.VARIANCE, FieldType.DOUBLE).inOrder(values)).isEqualTo(32.0 / 7);
    assertThat(Splits.of(Function.STDDEV, FieldType.DOUBLE).inOrder(values))
        .isEqualTo(2.138089935299395);
    assertThat(Splits.of(Function.VARIANCE, FieldType.DOUBLE).inOrder(5.0)).isNull();
    assertThat(Splits.of(Function.STDDEV, FieldType.DOUBLE).inOrder(0.1, 0.1, 0.1)).isEqualTo(0.0);
  }

  @Test
  void decimalsAreAddedWithAllTheirDigits() throws Exception {
    Splits sum = Splits.of(Function.SUM, FieldType.DECIMAL);
    assertThat(sum.inOrder(new BigDecimal("0.10"), new BigDecimal("12345678901234567890.123")))
        .isEqualTo(new BigDecimal("12345678901234567890.223"));
    assertThat(
            Splits.of(Function.MEAN, FieldType.DECIMAL)
                .inOrder(new BigDecimal("0.1"), new BigDecimal("0.2"), new BigDecimal("6e2")))
        .isEqualTo(200.1);
  }

  @Test
  void extremesAreOfTheirType() throws Exception {
    assertThat(Splits.of(Function.MAX, FieldType.INT64).inOrder(9L, 10L)).isEqualTo(10L);
    assertThat(Splits.of(Function.MAX, FieldType.STRING).inOrder("9", "10")).isEqualTo("9");
    assertThat(
            Splits.of(Function.MIN, FieldType.DATE).inOrder(date("1969-01-01"), date("1970-01-01")))
        .isEqualTo(date("1969-01-01"));
    assertThat(Splits.of(Function.MAX, FieldType.TIMESTAMP).inOrder(instant(-1), instant(-2)))
        .isEqualTo(instant(-1));
    assertThat(Splits.of(Function.MIN, FieldType.DOUBLE).inOrder(0.0, -0.0)).isEqualTo(-0.0);
    assertThat(Splits.of(Function.MAX, FieldType.DOUBLE).inOrder(null, -2.5, -1.5)).isEqualTo(-1.5);
    assertThat(Splits.of(Function.MIN, FieldType.FLOAT).inOrder(1.5f, -1.5f)).isEqualTo(-1.5f);
  }

  @Test
  void ofEqualDecimalsTheShortestIsTheExtremeWhateverTheOrder() throws Exception {
    List<BigDecimal> equal =
        List.of(new BigDecimal("1.00"), new BigDecimal("1"), new BigDecimal("1.0"));
    for (int seed = 0; seed < 20; seed++) {
      assertThat(Splits.of(Function.MIN, FieldType.DECIMAL).shuffled(equal, new Random(seed)))
          .isEqualTo(new BigDecimal("1"));
      assertThat(Splits.of(Function.MAX, FieldType.DECIMAL).shuffled(equal, new Random(seed)))
          .isEqualTo(new BigDecimal("1"));
    }
  }

  @Test
  void thereIsNoMeanOfATextAndNoExtremeOfABoolean() {
    for (FieldType type : Arrays.asList(FieldType.STRING, FieldType.TIMESTAMP, FieldType.DATE)) {
      assertThat(Function.MEAN.over(type)).isEmpty();
      assertThat(Function.SUM.over(type)).isEmpty();
      assertThat(Function.STDDEV.over(type)).isEmpty();
    }
    assertThat(Function.MIN.over(FieldType.BOOLEAN)).isEmpty();
    assertThat(Function.COUNT.over(FieldType.BOOLEAN)).contains(FieldType.INT64);
    assertThat(Function.TOP.over(FieldType.BOOLEAN)).isEmpty();
    assertThat(Function.QUANTILE.over(FieldType.STRING)).isEmpty();
    assertThat(Function.QUANTILE.over(FieldType.INT64)).contains(FieldType.DOUBLE);
    assertThat(Function.FIRST.over(FieldType.BOOLEAN)).contains(FieldType.BOOLEAN);
    assertThat(Function.SUM.over(FieldType.INT32)).contains(FieldType.INT64);
    assertThat(Function.SUM.over(FieldType.FLOAT)).contains(FieldType.DOUBLE);
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
