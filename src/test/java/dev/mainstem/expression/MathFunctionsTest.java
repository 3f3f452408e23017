package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MathFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abs(-7)                      | int64 7
          abs(cast(-7 as int32))       | int64 7
          abs(-d)                      | double 2.5
          abs(-m)                      | decimal 12.30
          abs(cast(-0.5 as float))     | double 0.5
          floor(d)                     | double 2.0
          floor(-d)                    | double -3.0
          floor(i)                     | int64 7
          floor(m)                     | decimal 12
          floor(-m)                    | decimal -13
          floor(cast('1e3' as decimal))| decimal 1000
          ceil(d)                      | double 3.0
          ceil(-d)                     | double -2.0
          ceil(-0.5)                   | double 0.0
          ceil(m)                      | decimal 13
          ceil(-m)                     | decimal -12
          sign(-7)                     | int64 -1
          sign(zero)                   | int64 0
          sign(d)                      | int64 1
          sign(-0.0)                   | int64 0
          sign(-m)                     | int64 -1
          sqrt(6.25)                   | double 2.5
          sqrt(49)                     | double 7.0
          sqrt(cast(16 as decimal))    | double 4.0
          sqrt(0)                      | double 0.0
          exp(0)                       | double 1.0
          ln(1)                        | double 0.0
          log10(1000)                  | double 3.0
          pow(2, 10)                   | double 1024.0
          pow(2, -1)                   | double 0.5
          pow(0, 0)                    | double 1.0
          pow(-8, 3)                   | double -512.0
          mod(i, 4)                    | int64 3
          mod(-7.5, 2)                 | double -1.5
          least(3, 1, 2)               | int64 1
          least(i, d)                  | double 2.5
          least(i, i)                  | int32 7
          least(m, 1)                  | decimal 1
          least('b', 'a', 'c')         | string a
          least(t, timestamp '2026-01-01') | timestamp 2026-01-01T00:00:00.000Z
          least(day)                   | date 2026-03-15
          greatest(3, 1, 2)            | int64 3
          greatest(i, d)               | double 7.0
          greatest(m, 12.31)           | decimal 12.31
          greatest('b', 'a', 'c')      | string c
          greatest(day, date '2026-03-16') | date 2026-03-16
          greatest(1, 2, 3, 4, 5)      | int64 5
          greatest(5, 4, 3, 2, 1)      | int64 5
          """)
  void numbers(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @Test
  void exponentials_and_logarithms() throws Exception {
    assertThat((Double) SampleRow.evaluate("exp(1)")).isEqualTo(Math.E, within(1e-15));
    assertThat((Double) SampleRow.evaluate("ln(10)")).isCloseTo(2.302585092994046, within(1e-15));
    assertThat((Double) SampleRow.evaluate("pow(2, 0.5)"))
        .isCloseTo(1.4142135623730951, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          round(2.4)                       | double 2.0
          round(2.5)                       | double 3.0
          round(3.5)                       | double 4.0
          round(-2.5)                      | double -3.0
          round(-2.4)                      | double -2.0
          round(-0.4)                      | double 0.0
          round(0.49999999999999994)       | double 0.0
          round(4503599627370497.5)        | double 4.503599627370498E15
          round(1e300)                     | double 1.0E300
          round(2.345, 2)                  | double 2.35
          round(-2.345, 2)                 | double -2.35
          round(0.285, 2)                  | double 0.29
          round(1.005, 2)                  | double 1.01
          round(1.25, 1)                   | double 1.3
          round(-0.001, 2)                 | double 0.0
          round(2.675, 2)                  | double 2.68
          round(123.456, 0)                | double 123.0
          round(125.0, -1)                 | double 130.0
          round(1234.5, -2)                | double 1200.0
          round(0.1, 20)                   | double 0.1
          round(0.1, most)                 | double 0.1
          round(0.1, least)                | double 0.0
          round(1234567890123.455, 2)      | double 1.23456789012346E12
          round(i)                         | int64 7
          round(i, 2)                      | int64 7
          round(15, -1)                    | int64 20
          round(-15, -1)                   | int64 -20
          round(14, -1)                    | int64 10
          round(15, -2)                    | int64 0
          round(15, least)                 | int64 0
          round(m)                         | decimal 12
          round(m, 1)                      | decimal 12.3
          round(m, 5)                      | decimal 12.30
          round(cast('2.5' as decimal))    | decimal 3
          round(cast('-2.5' as decimal))   | decimal -3
          round(cast('2.345' as decimal), 2) | decimal 2.35
          round(cast('1250' as decimal), -2) | decimal 1300
          round(m, least)                  | decimal 0
          """)
  void halves_are_rounded_away_from_zero(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqrt(-1)",
        "sqrt(-m)",
        "ln(0)",
        "ln(-1)",
        "log10(0)",
        "log10(-d)",
        "exp(1000)",
        "pow(0, -1)",
        "pow(-8, 0.5)",
        "pow(10, 400)",
        "round(huge, -308)",
        "sqrt(cast('1e400' as decimal))"
      })
  void what_has_no_finite_result_is_null_and_counted(String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isNull();
    assertThat(SampleRow.undefined(expression)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abs(ni)",
        "abs(nd)",
        "abs(nm)",
        "floor(nd)",
        "ceil(nm)",
        "sign(ni)",
        "sign(nd)",
        "sign(nm)",
        "round(nd)",
        "round(nd, 1)",
        "round(d, ni)",
        "round(ni, 1)",
        "round(i, ni)",
        "round(nm, 1)",
        "round(m, ni)",
        "sqrt(nd)",
        "exp(ni)",
        "ln(nm)",
        "log10(nd)",
        "pow(nd, 2)",
        "pow(2, nd)",
        "mod(ni, 2)",
        "mod(2, ni)",
        "least(i, ni)",
        "least(ni, i)",
        "least(s, ns)",
        "greatest(d, nd)",
        "greatest(nm, m)",
        "greatest(i, null)",
        "pow(null, 2)"
      })
  void null_propagates(String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isNull();
    assertThat(SampleRow.undefined(expression)).isZero();
  }

  @Test
  void rounding_an_integer_beyond_int64_is_an_error() throws Exception {
    Evaluator evaluator = SampleRow.evaluator("round(most, -1)");
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("round: expected a result within int64, found 9223372036854775810");
  }

  @Test
  void undefined_results_are_counted_until_they_are_taken() throws Exception {
    Evaluator evaluator = SampleRow.evaluator("coalesce(i / zero, sqrt(-1), 1)");
    assertThat(evaluator.evaluate(SampleRow.values())).isEqualTo(1.0);
    assertThat(evaluator.evaluate(SampleRow.values())).isEqualTo(1.0);
    assertThat(evaluator.takeUndefined()).isEqualTo(4);
    assertThat(evaluator.takeUndefined()).isZero();
  }
}
