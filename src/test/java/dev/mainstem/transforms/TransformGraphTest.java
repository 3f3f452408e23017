package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How steps are put together: names, inputs, windows, and what can't be. */
class TransformGraphTest {

  private static final String ENDLESS =
      """
      live: {topic: trips, bootstrap_servers: embedded, format: json}
      """;

  @Test
  void aStepTakesTheOneBeforeItUnlessItNamesAnother() {
    Steps.of(
            """
            transforms:
              - {type: MapToFields, config: {fields: {one: fare + 1}}}
              - {type: MapToFields, config: {fields: {two: one + 1}}}
              - {type: MapToFields, input: stream, config: {fields: {three: fare + 3}}}
              - {type: MapToFields, input: MapToFields, config: {fields: {four: one + 3}}}
            """)
        .trip("10:00:00", "east", 0)
        .gives("{\"four\":4.0}")
        .at("MapToFields_4");
  }

  @Test
  void anInputMayBeDeclaredLater() {
    Steps.of(
            """
            transforms:
              - {name: second, type: MapToFields, input: first, config: {fields: {b: a + 1}}}
              - {name: first, type: MapToFields, input: stream, config: {fields: {a: fare + 1}}}
            """)
        .trip("10:00:00", "east", 0)
        .gives("{\"b\":2.0}")
        .at("second");
  }

  @Test
  void twoStepsMayTakeOneAndOneOfThemMayBeTakenAgain() {
    Steps.of(
            """
            transforms:
              - {name: top, type: MapToFields, config: {append: true, fields: {x: fare * 2}}}
              - {name: left, type: Filter, input: top, config: {keep: x > 2}}
              - {name: right, type: Combine, input: top, config: {combine: {n: count}}}
              - name: bottom
                type: Combine
                input: left
                config: {combine: {x: {fn: sum, value: x}}}
            """)
        .trip("10:00:00", "east", 1)
        .trip("10:00:00", "east", 3)
        .gives("{\"x\":6.0}")
        .at("bottom");
  }

  @Test
  void aCycleIsRefusedOnce() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: a, type: Filter, input: c, config: {keep: fare > 1}}
                  - {name: b, type: Filter, input: a, config: {keep: fare > 1}}
                  - {name: c, type: Filter, input: b, config: {keep: fare > 1}}
                """))
        .containsExactly("9:36 a: takes its input from itself");
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: a, type: Filter, input: a, config: {keep: fare > 1}}
                """))
        .containsExactly("9:36 a: takes its input from itself");
  }

  @Test
  void anUnknownInputIsToldWithTheNearestWord() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: doubled, type: MapToFields, config: {fields: {x: fare}}}
                  - {name: b, type: Filter, input: double, config: {keep: x > 1}}
                """))
        .containsExactly(
            "10:36 b: no such input: double (did you mean doubled?); there are stream, doubled, b");
  }

  @Test
  void anUnknownKindIsToldWithTheNearestWord() {
    assertThat(Steps.problems("transforms: [{type: MapToFeilds}]"))
        .containsExactly(
            "8:21 transforms[0].type: no such kind of step: MapToFeilds (did you mean"
                + " MapToFields?); there are [MapToFields, Filter, Explode, Join, LinearModel, Combine,"
                + " LinearRegression, ApplyModel, Sql, beam:schematransform:...]");
  }

  @Test
  void twoStepsOfOneNameAreRefused() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: a, type: Filter, config: {keep: fare > 1}}
                  - {name: a, type: Filter, config: {keep: fare > 1}}
                """))
        .containsExactly(
            "10:12 transforms[1].name: another step has that name: a; names are unique");
  }

  @Test
  void aStepThatLooksAtOneRowAtATimeHasNoUseForAWindowing() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: Filter
                    windowing: {type: fixed, size: 1h}
                    config: {keep: fare > 1}
                """))
        .containsExactly(
            "9:5 Filter.windowing: has no use for a windowing: it looks at one row at a time");
  }

  @Test
  void onAnEndlessStreamAllTimeWouldNeverAnswer() {
    assertThat(
            Steps.problems(
                ENDLESS + "transforms: [{type: Combine, config: {combine: {n: count}}}]"))
        .containsExactly(
            "9:14 Combine: would never answer: its window is all time and the stream has no end."
                + " Give it a windowing with early_every, or windows of another type");
    assertThat(
            Steps.problems(
                ENDLESS
                    + "windowing: {type: fixed, size: 1h}\n"
                    + "transforms: [{type: LinearRegression, config: {x: fare, y: tip}}]"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("10:14 LinearRegression: would never answer");
  }

  @Test
  void withEarlyAnswersOrWindowsOrAnEndItAnswers() {
    String combine = "transforms: [{type: Combine, config: {combine: {n: count}}}]";
    assertThat(Steps.problems(ENDLESS + "windowing: {type: global, early_every: 10s}\n" + combine))
        .isEmpty();
    assertThat(Steps.problems(ENDLESS + "windowing: {type: sessions, gap: 10s}\n" + combine))
        .isEmpty();
    assertThat(Steps.problems(ENDLESS.replace("json}", "json, stop: end}") + combine)).isEmpty();
    assertThat(Steps.problems(combine)).isEmpty();
  }

  @Test
  void resultsThatAreToldAgainCanNotBeCombinedAgain() {
    String steps =
        """
        transforms:
          - {name: first, type: Combine, config: {combine: {n: count}}}
          - {type: Filter, config: {keep: n > 1}}
          - {name: second, type: Combine, config: {combine: {n: {fn: sum, value: n}}}}
        """;
    String kept = "windowing: {type: fixed, size: 1h, allowed_lateness: 1m";
    assertThat(Steps.problems(kept + "}\n" + steps))
        .containsExactly(
            "12:5 second: would count results of Filter again with each further pane of theirs;"
                + " aggregate the stream, or let the windows there answer once, without early_every"
                + " and allowed_lateness");
    assertThat(Steps.problems(kept + ", accumulation: discarding}\n" + steps)).isEmpty();
  }
}
