package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NullabilityTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i",
        "s",
        "i + l",
        "i * 2",
        "-i",
        "m + 1",
        "-d",
        "1",
        "'x'",
        "true",
        "i = 7",
        "d < m",
        "b and i = 1",
        "not b",
        "ni is null",
        "i in (1, 2)",
        "s in ('a')",
        "i between 1 and 2",
        "s like 'x'",
        "case when nb then 1 else 2 end",
        "if(nb, 1, 2)",
        "coalesce(ni, 1)",
        "coalesce(i, ni)",
        "lower(s)",
        "s || 'x'",
        "concat(s, s)",
        "substring(s, 1)",
        "abs(d)",
        "floor(d)",
        "ceil(d)",
        "round(d)",
        "round(i, 1)",
        "round(m, 1)",
        "sign(d)",
        "least(i, 1)",
        "year(t)",
        "truncate(t, 'day')",
        "add(t, 1, 'day')",
        "cast(i as string)",
        "cast(s as int64)",
        "cast(d as int32)",
        "case i when 1 then 'a' else 'b' end",
        // nothing of a row is needed to know these
        "1.0 + 2",
        "1 / 2",
        "sqrt(4)",
        "try_cast('1' as int64)"
      })
  void what_provably_has_a_value_is_not_nullable(String expression) throws Exception {
    assertThat(Expression.of(expression, SampleRow.TYPE).nullable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ni",
        "ni + 1",
        "i + ni",
        "m + nm",
        "i / 2",
        "i % 2",
        "m / 2",
        "m % 2",
        "d + 1",
        "d * d",
        "m * d",
        "f - f",
        "ni = 1",
        "null = 1",
        "nb and b",
        "not nb",
        "i in (1, null)",
        "ni in (1, 2)",
        "ns in ('a')",
        "ns like 'x'",
        "case when b then 1 end",
        "case when b then ni else 2 end",
        "if(b, 1, null)",
        "coalesce(ni, nl)",
        "nullif(i, 1)",
        "lower(ns)",
        "s || ns",
        "concat(s, ns)",
        "abs(nd)",
        "round(d, 2)",
        "sqrt(d)",
        "ln(i)",
        "exp(d)",
        "pow(d, 2)",
        "least(i, ni)",
        "year(nt)",
        "cast(ns as int64)",
        "try_cast(s as int64)",
        "try_cast(i as string)",
        "cast(null as string)",
        "1 / 0",
        "1e308 * 10"
      })
  void everything_else_is(String expression) throws Exception {
    assertThat(Expression.of(expression, SampleRow.TYPE).nullable()).isTrue();
  }
}
