package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth tables of three values, as SQL:1999 has them. */
class LogicTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          true,  true,  true
          true,  false, false
          true,  null,  null
          false, true,  false
          false, false, false
          false, null,  false
          null,  true,  null
          null,  false, false
          null,  null,  null
          """)
  void and_is_true_if_both_are_and_false_if_one_is(Boolean left, Boolean right, Boolean expected)
      throws Exception {
    assertThat(SampleRow.evaluate(operand(left) + " and " + operand(right))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          true,  true,  true
          true,  false, true
          true,  null,  true
          false, true,  true
          false, false, false
          false, null,  null
          null,  true,  true
          null,  false, null
          null,  null,  null
          """)
  void or_is_true_if_one_is_and_false_if_both_are(Boolean left, Boolean right, Boolean expected)
      throws Exception {
    assertThat(SampleRow.evaluate(operand(left) + " or " + operand(right))).isEqualTo(expected);
  }

  /** Reads a field, so that nothing is computed before the row is there. */
  private static String operand(Boolean value) {
    return value == null ? "nb" : "b = " + value;
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"not b, false", "not not b, true", "not nb, null", "not null, null"})
  void not_of_null_is_null(String expression, Boolean expected) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      textBlock =
          """
          nb and b and i = 8        | false
          nb and b and nb           | null
          b and b and nb            | null
          i = 8 or nb or b          | true
          i = 8 or nb or i = 9      | null
          i = 8 or i = 9 or i = 10  | false
          nb and nb or b            | true
          """)
  void chains_are_as_their_pairs(String expression, Boolean expected) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(expected);
  }

  @Test
  void what_is_certain_from_the_left_is_not_evaluated_further() throws Exception {
    assertThat(SampleRow.evaluate("i = 8 and most + i > 0")).isEqualTo(false);
    assertThat(SampleRow.evaluate("i = 7 or most + i > 0")).isEqualTo(true);
    Evaluator evaluator = SampleRow.evaluator("nb and most + i > 0");
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class);
  }

  @ParameterizedTest
  @CsvSource({"b, true", "not b, false", "nb, false", "not nb, false", "i / 0 > 1, false"})
  void a_filter_keeps_only_what_is_true(String expression, boolean expected) throws Exception {
    assertThat(SampleRow.evaluator(expression).test(SampleRow.values())).isEqualTo(expected);
  }

  @Test
  void only_a_boolean_can_be_a_filter() throws Exception {
    Evaluator evaluator = SampleRow.evaluator("i + 1");
    assertThatThrownBy(() -> evaluator.test(SampleRow.values()))
        .isInstanceOf(IllegalStateException.class);
  }
}
