package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  /** Half of what a thread usually has. */
  private static final int SMALL_STACK_BYTES = 512 * 1024;

  @Test
  void a_text_has_at_most_10_000_characters() throws Exception {
    String blanks = " ".repeat(9_999);
    assertThat(SampleRow.show("7" + blanks)).isEqualTo("int64 7");
    ExpressionException problem = problem("7 " + blanks);
    assertThat(problem).hasMessage("expected at most 10000 characters, found 10001");
    assertThat(problem.offset()).isEqualTo(10_000);
  }

  @Test
  void the_deepest_nesting_that_is_allowed_fits_a_small_stack() throws Exception {
    String parentheses = "(".repeat(199) + "i" + ")".repeat(199);
    assertThat(onSmallStack(parentheses)).isEqualTo(7);
    String calls = "abs(".repeat(199) + "d" + ")".repeat(199);
    assertThat(onSmallStack(calls)).isEqualTo(2.5);
    String sum = "i" + " + 1".repeat(199);
    assertThat(onSmallStack(sum)).isEqualTo(206L);
    String cases = "case when b then ".repeat(199) + "i" + " end".repeat(199);
    assertThat(onSmallStack(cases)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "-", "not ", "abs(", "case when b then ", "1 + (", "b and (", "cast("})
  void what_nests_deeper_is_refused_and_overflows_no_stack(String opening) throws Exception {
    int times = Lexer.MAX_LENGTH / opening.length() - 1;
    assertThat(problem(opening.repeat(times) + "i"))
        .hasMessage("nested more than 200 levels deep; split it up");
  }

  @Test
  void a_chain_of_arithmetic_is_a_nesting_to_the_left() {
    ExpressionException problem = problem("i" + " + 1".repeat(200));
    assertThat(problem).hasMessage("nested more than 200 levels deep; split it up");
    assertThat(problem("i" + "+1".repeat(4_000))).isNotNull();
    String inParentheses = "(i" + "+1".repeat(150) + ")" + "*1".repeat(150);
    assertThat(problem(inParentheses)).isNotNull();
  }

  @Test
  void a_chain_of_and_or_or_joined_texts_and_a_list_is_one_level() throws Exception {
    assertThat(onSmallStack("i=1" + " or i=1".repeat(1_000) + " or b")).isEqualTo(true);
    assertThat(onSmallStack("b" + " and b".repeat(1_500))).isEqualTo(true);
    assertThat(onSmallStack("length(s" + "||s".repeat(3_000) + ")")).isEqualTo(15_005L);
    assertThat(onSmallStack("i in (" + "0,".repeat(4_000) + "7)")).isEqualTo(true);
    assertThat(onSmallStack("greatest(" + "0,".repeat(4_000) + "i)")).isEqualTo(7L);
    assertThat(onSmallStack("coalesce(" + "ni,".repeat(3_000) + "i)")).isEqualTo(7);
    String branches =
        IntStream.range(1_000, 1_400)
            .mapToObj("when %d then 1 "::formatted)
            .collect(Collectors.joining());
    assertThat(onSmallStack("case i " + branches + "else 2 end")).isEqualTo(2L);
  }

  @Test
  void a_field_of_more_than_1_000_digits_is_an_error_before_it_costs_memory() throws Exception {
    RowType type = RowType.of(new RowType.Field("m", FieldType.DECIMAL, false));
    Evaluator evaluator = Expression.of("m + 1", type).evaluator();
    assertThat(evaluator.evaluate(List.of(new BigDecimal("1e20")))).isNotNull();
    assertThatThrownBy(() -> evaluator.evaluate(List.of(new BigDecimal("1e999999999"))))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("decimal: expected a decimal of at most 1000 digits, found 1E+999999999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cast('1e600' as decimal) * cast('1e600' as decimal)",
        "cast('1e-600' as decimal) * cast('1e-600' as decimal)",
        "cast('1e900' as decimal) + cast('1e-900' as decimal)",
        "cast('1e-900' as decimal) / cast('1e900' as decimal)"
      })
  void decimals_do_not_grow_without_end(String expression) throws Exception {
    Evaluator evaluator = SampleRow.evaluator(expression);
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("expected a decimal of at most 1000 digits");
  }

  @Test
  void a_written_number_of_more_than_1_000_digits_is_refused() {
    assertThat(problem("0." + "1".repeat(1_001)).getMessage()).contains("has too many digits");
  }

  private static ExpressionException problem(String text) {
    return catchThrowableOfType(
        ExpressionException.class, () -> Expression.of(text, SampleRow.TYPE));
  }

  private static @Nullable Object onSmallStack(String text) throws Exception {
    AtomicReference<@Nullable Object> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(SampleRow.evaluate(text));
              } catch (Exception | StackOverflowError e) {
                result.set(e);
              }
            },
            "small stack",
            SMALL_STACK_BYTES);
    thread.start();
    thread.join();
    return result.get();
  }
}
