package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  /** Every operator, for less, equal and greater. */
  private static final String ORDERED =
      "%1$s < %2$s and %1$s <= %2$s and not %1$s = %2$s and %1$s <> %2$s and %1$s != %2$s"
          + " and not %1$s > %2$s and not %1$s >= %2$s"
          + " and %2$s > %1$s and %2$s >= %1$s and not %2$s = %1$s and %2$s <> %1$s"
          + " and not %2$s < %1$s and not %2$s <= %1$s";

  private static final String EQUAL =
      "%1$s = %2$s and %1$s <= %2$s and %1$s >= %2$s and not %1$s <> %2$s and not %1$s != %2$s"
          + " and not %1$s < %2$s and not %1$s > %2$s";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          6                            | i
          i                            | 7.5
          d                            | i
          f                            | d
          m                            | 12.31
          12.29                        | m
          d                            | m
          m                            | 1e3
          f                            | m
          12                           | m
          m                            | l
          'Hell'                       | s
          s                            | 'hello'
          ''                           | s
          'Z'                          | 'a'
          '10'                         | '9'
          false                        | b
          timestamp '2026-03-15T10:20:30.455Z' | t
          timestamp '1969-12-31'       | timestamp '1970-01-01'
          day                          | date '2026-03-16'
          date '1969-12-31'            | date '1970-01-01'
          """)
  void less_is_less_by_every_operator(String less, String greater) throws Exception {
    assertThat(SampleRow.evaluate(ORDERED.formatted(less, greater))).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          i                            | 7
          7.0                          | i
          d                            | 2.5
          f                            | 0.5
          m                            | 12.3
          m                            | 12.300
          cast(7 as decimal)           | i
          cast(0.5 as decimal)         | f
          2.5e0                        | cast('2.50' as decimal)
          s                            | 'Hello'
          b                            | true
          timestamp '2026-03-15T11:20:30.456+01:00' | t
          day                          | date '2026-03-15'
          -0.0                         | 0.0
          """)
  void equal_is_equal_by_every_operator(String left, String right) throws Exception {
    assertThat(SampleRow.evaluate(EQUAL.formatted(left, right))).isEqualTo(true);
    assertThat(SampleRow.evaluate(EQUAL.formatted(right, left))).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({
    // 2^53 + 1 is no double; the nearest one is 2^53
    "9007199254740992e0, l",
    "9007199254740992.0, l",
    "l, 9007199254740994e0",
    // 2^63 is the first double beyond int64, 2^63 - 1024 the last one within
    "most, 9223372036854775808e0",
    "9223372036854774784e0, most",
    "-1e300, least",
    "most, 1e300",
    "-0.5, zero",
    "zero, 0.5",
    "-1, -0.5",
    "-1.5, -1",
    // the double 0.1 is a little more than the decimal 0.1, and the float 0.1 more than both
    "cast('0.1' as decimal), 1e-1",
    "1e-1, cast(0.1 as float)",
    "cast('1e-400' as decimal), 1e-300",
    "zero, cast('1e-400' as decimal)"
  })
  void numbers_of_different_types_are_compared_exactly(String less, String greater)
      throws Exception {
    assertThat(SampleRow.evaluate(ORDERED.formatted(less, greater))).isEqualTo(true);
  }

  @Test
  void the_least_integer_equals_its_double() throws Exception {
    assertThat(SampleRow.evaluate("least = -9223372036854775808e0")).isEqualTo(true);
  }

  @Test
  void texts_are_compared_by_code_point_and_not_by_char() throws Exception {
    String beyond = "'😀'"; // U+1F600, written in chars from U+D83D on
    String before = "'ﬀ'"; // U+FB00
    assertThat(SampleRow.evaluate(ORDERED.formatted(before, beyond))).isEqualTo(true);
    assertThat(SampleRow.evaluate(ORDERED.formatted("'a'", beyond))).isEqualTo(true);
    assertThat(SampleRow.evaluate(ORDERED.formatted("'😀'", "'😁'"))).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ni = 7", "7 = ni", "ni = ni", "nd < d", "d <= nd", "nm > m", "m >= nm", "ns <> s",
        "s = ns", "nb = b", "nt < t", "t < nt", "nday = day", "day < nday", "ni < d", "d < ni",
        "nl = d", "nd = l", "nm = d", "d = nm", "nd = m", "m = nd", "ni = null", "null <> s",
        "ns < s", "s > ns"
      })
  void a_comparison_with_null_is_null(String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ni is null",
        "ns is null",
        "nb is null",
        "nd is null",
        "nday is null",
        "null is null",
        "i / 0 is null",
        "not i is null",
        "s is not null",
        "b is not null",
        "d is not null",
        "m is not null",
        "t is not null",
        "(ni = 1) is null"
      })
  void is_null_asks_for_null_and_is_never_null_itself(String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(true);
    assertThat(Expression.of(expression, SampleRow.TYPE).nullable()).isFalse();
  }
}
