package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CombineProblemsTest {

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
                        e: {fn: quantile(0.5), value: fare}
                        f: {fn: min, value: fare > 1}
                """))
        .containsExactly(
            "11:18 transforms[0].config.group_by[0]: no such field: zon (did you mean zone?); there"
                + " are t, zone, fare, n, tip, price, day",
            "13:30 transforms[0].config.combine.a.value: there is no mean of a string",
            "14:17 transforms[0].config.combine.b.fn: no such function: maen (did you mean mean?);"
                + " there are [count, sum, min, max, mean, stddev, variance]",
            "15:12 transforms[0].config.combine.c: sum needs a value: {fn: sum, value: ...}",
            "16:29 transforms[0].config.combine.d.value: there is no field fares (did you mean fare?);"
                + " there are t, zone, fare, n, tip, price, day",
            "17:17 transforms[0].config.combine.e.fn: quantile(0.5) is not supported yet; there are"
                + " [count, sum, min, max, mean, stddev, variance]",
            "18:29 transforms[0].config.combine.f.value: there is no min of a boolean");
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
