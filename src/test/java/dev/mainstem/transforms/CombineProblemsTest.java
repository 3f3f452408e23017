package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CombineProblemsTest {

  private static final String CALLS =
      "[count, sum, min, max, mean, stddev, variance, first, last, count_distinct,"
          + " count_distinct_approx, quantile(0.5), top(3), collect]";

  @Test
  void functionsThatDoNotFitTheirValueAreToldAtTheirPlace() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: Combine
                    config:
                      group_by: [zon, fare]
                      combine:
                        a: {fn: mean, value: zone}
                        b: {fn: maen, value: fare}
                        c: sum
                        d: {fn: sum, value: fares}
                        e: {fn: quantile(0.5), value: zone}
                        f: {fn: min, value: fare > 1}
                """))
        .containsExactly(
            "11:18 transforms[0].config.group_by[0]: no such field: zon (did you mean zone?); there"
                + " are t, zone, fare, n, tip, price, day",
            "13:30 transforms[0].config.combine.a.value: there is no mean of a string",
            "14:17 transforms[0].config.combine.b.fn: no such function: maen (did you mean mean?);"
                + " there are "
                + CALLS,
            "15:12 transforms[0].config.combine.c: sum needs a value: {fn: sum, value: ...}",
            "16:29 transforms[0].config.combine.d.value: there is no field fares (did you mean fare?);"
                + " there are t, zone, fare, n, tip, price, day",
            "17:39 transforms[0].config.combine.e.value: there is no quantile of a string",
            "18:29 transforms[0].config.combine.f.value: there is no min of a boolean");
  }

  @Test
  void aFunctionHasInItsBracketsWhatItTakesAndNothingElse() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: Combine
                    config:
                      combine:
                        a: {fn: quantile, value: fare}
                        b: {fn: quantile(1.5), value: fare}
                        c: {fn: top(2.5), value: fare}
                        d: {fn: "top(0x2)", value: fare}
                        e: {fn: sum(3), value: fare}
                        f: {fn: collect, value: }
                        g: {fn: quantil(0.5), value: fare}
                """))
        .containsExactly(
            "12:17 transforms[0].config.combine.a.fn: expected a number from 0 to 1 in brackets, as"
                + " in quantile(0.5), found \"quantile\"",
            "13:17 transforms[0].config.combine.b.fn: expected a number from 0 to 1 in brackets, as"
                + " in quantile(0.5), found \"quantile(1.5)\"",
            "14:17 transforms[0].config.combine.c.fn: expected a whole number from 1 to 10000 in"
                + " brackets, as in top(3), found \"top(2.5)\"",
            "15:17 transforms[0].config.combine.d.fn: expected a whole number from 1 to 10000 in"
                + " brackets, as in top(3), found \"top(0x2)\"",
            "16:17 transforms[0].config.combine.e.fn: expected sum alone, without brackets, found"
                + " \"sum(3)\"",
            "17:12 transforms[0].config.combine.f: collect needs a value: {fn: collect, value:"
                + " ...}",
            "18:17 transforms[0].config.combine.g.fn: no such function: quantil(0.5) (did you mean"
                + " quantile?); there are "
                + CALLS);
  }

  @Test
  void anArrayIsNoValueOfAnExpression() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: Combine
                    config: {group_by: zone, combine: {all: {fn: collect, value: fare}}}
                  - {type: Filter, config: {keep: all is not null}}
                  - {type: MapToFields, input: Combine, config: {fields: {a: {expression: all, type: string}}}}
                  - {type: Combine, input: Combine, config: {combine: {n: {fn: count, value: all}}}}
                """))
        .containsExactly(
            "11:35 transforms[1].config.keep: all is an array; Explode makes a row of each of its"
                + " values",
            "12:86 transforms[2].config.fields.a.type: can't cast an array to string",
            "13:78 transforms[3].config.combine.n.value: all is an array; Explode makes a row of"
                + " each of its values");
  }

  @Test
  void aResultRowHasNoTwoFieldsOfOneName() {
    assertThat(
            Steps.problems(
                """
                windowing: {type: fixed, size: 1h}
                transforms:
                  - type: Combine
                    config: {group_by: zone, combine: {zone: count, window_end: count}}
                """))
        .containsExactly(
            "10:5 Combine: a result row would have two fields named zone",
            "10:5 Combine: a result row would have two fields named window_end");
  }

  @Test
  void somethingMustBeCombined() {
    assertThat(Steps.problems("transforms: [{type: Combine, config: {combine: {}}}]"))
        .containsExactly("8:48 transforms[0].config.combine: expected at least one result");
    assertThat(Steps.problems("transforms: [{type: Combine}]"))
        .containsExactly(
            "8:14 transforms[0].config.combine: is missing: the results by name, such as trips:"
                + " {fn: count}");
  }
}
