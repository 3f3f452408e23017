package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          i + 1      | int64 8
          i - 10     | int64 -3
          i * i      | int64 49
          i / 2      | double 3.5
          6 / 2      | double 3.0
          i % 4      | int64 3
          -i         | int64 -7
          +i         | int64 7
          - - i      | int64 7
          d + 1      | double 3.5
          1 - d      | double -1.5
          d * d      | double 6.25
          d / 2      | double 1.25
          d % 2      | double 0.5
          -d         | double -2.5
          f + f      | double 1.0
          f * i      | double 3.5
          m + m      | decimal 24.60
          m - 1      | decimal 11.30
          m * m      | decimal 151.2900
          m / 3      | decimal 4.10
          m % 5      | decimal 2.30
          -m         | decimal -12.30
          1e3        | double 1000.0
          .5 + 1.5E-1| double 0.65
          12         | int64 12
          """)
  void the_type_of_a_result_is_that_of_the_wider_operand(String expression, String expected)
      throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m + d             | double 14.8
          m * d             | double 30.75
          m + f             | double 12.8
          m + 0.1           | decimal 12.40
          m * 1.1           | decimal 13.530
          -1.1 * m          | decimal -13.530
          m + 1e-1          | double 12.4
          cast('0.1' as decimal) + 0.2 | decimal 0.3
          0.1 + 0.2         | double 0.30000000000000004
          """)
  void a_decimal_stays_one_beside_integers_and_written_numbers_but_not_beside_doubles(
      String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @Test
  void decimals_are_divided_to_34_digits() throws Exception {
    assertThat(SampleRow.show("cast(1 as decimal) / 3"))
        .isEqualTo("decimal 0.3333333333333333333333333333333333");
  }

  @Test
  void int32_is_added_as_int64() throws Exception {
    assertThat(SampleRow.show("cast(2147483647 as int32) + cast(1 as int32)"))
        .isEqualTo("int64 2147483648");
  }

  @Test
  void large_integers_keep_their_digits() throws Exception {
    assertThat(SampleRow.show("l + 2")).isEqualTo("int64 9007199254740995");
    assertThat(SampleRow.show("m + l")).isEqualTo("decimal 9007199254741005.30");
    assertThat(SampleRow.show("9223372036854775807")).isEqualTo("int64 9223372036854775807");
    assertThat(SampleRow.show("-9223372036854775808")).isEqualTo("int64 -9223372036854775808");
  }

  @ParameterizedTest
  @CsvSource({
    "-7 % 3, int64 -1",
    "7 % -3, int64 1",
    "-7.5 % 2, double -1.5",
    "7.5 % -2, double 1.5",
    "cast(-7 as decimal) % 3, decimal -1",
    "least % -1, int64 0"
  })
  void the_remainder_has_the_sign_of_the_dividend(String expression, String expected)
      throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i / 0",
        "i / zero",
        "d / 0",
        "0 / 0",
        "d / 0.0",
        "m / 0",
        "i % 0",
        "i % zero",
        "d % 0",
        "m % 0",
        "mod(i, zero)",
        "huge * 10",
        "huge + huge",
        "-huge - huge",
        "huge / 0.01"
      })
  void a_division_by_zero_and_a_double_beyond_the_finite_ones_are_null_and_counted(
      String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isNull();
    assertThat(SampleRow.undefined(expression)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ni + 1",
        "1 + ni",
        "nd * d",
        "d - nd",
        "nm / 2",
        "m / nm",
        "ni % 0",
        "0 % ni",
        "-nd",
        "nl / 0",
        "i / ni",
        "nf + nf",
        "null + 1",
        "-cast(null as decimal)",
        "ns || s",
        "s || ns"
      })
  void null_propagates_and_is_not_counted(String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isNull();
    assertThat(SampleRow.undefined(expression)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          most + 1    | +: expected a result within int64, found 9223372036854775807 + 1
          least - 1   | -: expected a result within int64, found -9223372036854775808 - 1
          most * 2    | *: expected a result within int64, found 9223372036854775807 * 2
          least * -1  | *: expected a result within int64, found -9223372036854775808 * -1
          -1 * least  | *: expected a result within int64, found -1 * -9223372036854775808
          -least      | -: expected a result within int64, found -(-9223372036854775808)
          abs(least)  | abs: expected a result within int64, found abs(-9223372036854775808)
          1 - least   | -: expected a result within int64, found 1 - -9223372036854775808
          """)
  void an_integer_overflow_is_an_error_and_never_wraps(String expression, String message)
      throws Exception {
    Evaluator evaluator = SampleRow.evaluator(expression);
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "most + 0, 9223372036854775807",
    "most - 1, 9223372036854775806",
    "least + most, -1",
    "-4611686018427387904 * 2, -9223372036854775808",
    "3037000499 * 3037000499, 9223372030926249001",
    "least - least, 0"
  })
  void what_just_fits_is_no_overflow(String expression, long expected) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(expected);
  }

  @Test
  void texts_are_joined() throws Exception {
    assertThat(SampleRow.show("s || ', ' || 'World' || ''")).isEqualTo("string Hello, World");
    assertThat(SampleRow.show("'it''s'")).isEqualTo("string it's");
  }

  @Test
  void an_evaluator_can_go_on_after_an_error() throws Exception {
    Evaluator evaluator = SampleRow.evaluator("case when nb then 1 else most + i end");
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class);
    List<Object> smaller = new ArrayList<>(SampleRow.values());
    smaller.set(SampleRow.TYPE.indexOf("most"), 1L);
    assertThat(evaluator.evaluate(smaller)).isEqualTo(8L);
  }
}
