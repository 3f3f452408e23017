package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is wrong with models and those who ask them, all at once. */
class ApplyModelProblemsTest {

  private static final String LIVE =
      "live: {topic: trips, bootstrap_servers: embedded, format: json}\n";

  @Test
  void everythingThatDoesNotFitTheModelIsTold() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: tips, type: LinearRegression, config: {x: fare, y: tip, group_by: zone}}
                  - name: scored
                    type: ApplyModel
                    input: short
                    config: {model: tips, score: all, x: [n, n], y: n, output: residual,
                             anomaly: {k: 0}}
                  - {name: short, type: MapToFields, input: stream, config: {fields: {n: n}}}
                  - {name: second, type: ApplyModel,
                     config: {model: tips, x: [n, n], y: n, output: p, anomaly: {k: 3}}}
                """))
        .containsExactly(
            "10:5 scored: a result row would have two fields named residual",
            "14:27 transforms[1].config.anomaly.k: expected a number of more than 0, found \"0\"",
            "16:5 second: scores live rows unless it says score: all, and there is no live side",
            "16:5 second: the model is grouped by zone, a string, and its input has no such field",
            "16:5 second: the model takes 1 x, found 2",
            "16:5 second: anomaly needs a model with its standard error: standard_error: true");
  }

  @Test
  void aModelIsOneThatIsFittedOnceOverAllTime() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: tips, type: LinearRegression, windowing: {type: fixed, size: 1h},
                     config: {x: fare, y: tip}}
                  - {name: count, type: Combine, input: stream, config: {combine: {n: count}}}
                  - {type: ApplyModel, input: stream,
                     config: {model: tips, score: all, x: fare, output: p}}
                  - {type: ApplyModel, input: stream,
                     config: {model: tip, score: all, x: fare, output: p, residual: r}}
                  - {type: ApplyModel, input: stream, config: {score: al}}
                """))
        .containsExactly(
            "13:22 transforms[2].config.model: tips fits a model for each window or answer; expected"
                + " one over all time that answers once, without windowing, or refresh: window",
            "15:22 transforms[3].config.model: expected a LinearRegression step, found tip (did you"
                + " mean tips?); there are [tips]",
            "15:69 transforms[3].config.residual: has a meaning only with y",
            "16:47 transforms[4].config.model: is missing: the LinearRegression step whose models"
                + " are applied, or a path",
            "16:47 transforms[4].config.output: is missing: the name of the result",
            "16:47 transforms[4].config.x: is missing: the field x",
            "16:55 transforms[4].config.score: expected live or all, found \"al\" (did you mean"
                + " all?)");
  }

  @Test
  void aModelOfWindowsIsOneOfFixedOrSlidingWindowsThatAnswerOnce() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: a, type: LinearRegression, config: {x: fare, y: tip}}
                  - {name: b, type: LinearRegression, input: stream,
                     windowing: {type: sessions, gap: 1h}, config: {x: fare, y: tip}}
                  - {name: c, type: LinearRegression, input: stream,
                     windowing: {type: fixed, size: 1h, allowed_lateness: 1m},
                     config: {x: fare, y: tip}}
                  - {type: ApplyModel, input: stream,
                     config: {model: a, refresh: window, score: all, x: fare, output: p}}
                  - {type: ApplyModel, input: stream,
                     config: {model: b, refresh: window, score: all, x: fare, output: p}}
                  - {type: ApplyModel, input: stream,
                     config: {model: c, refresh: window, score: all, x: fare, output: p}}
                  - {type: ApplyModel, input: stream,
                     config: {model: a, refresh: windows, score: all, x: fare, output: p,
                              version: v}}
                  - {type: ApplyModel, input: stream,
                     config: {model: {path: m.jsonl}, refresh: window, score: all, x: fare,
                              output: p, version: v}}
                """))
        .containsExactly(
            "16:22 transforms[3].config.model: a is not fitted once for each window; expected a"
                + " windowing of type fixed or sliding, without early_every and allowed_lateness",
            "18:22 transforms[4].config.model: b is not fitted once for each window; expected a"
                + " windowing of type fixed or sliding, without early_every and allowed_lateness",
            "20:22 transforms[5].config.model: c is not fitted once for each window; expected a"
                + " windowing of type fixed or sliding, without early_every and allowed_lateness",
            "22:34 transforms[6].config.refresh: expected never or window, found \"windows\" (did you"
                + " mean window?)",
            "23:24 transforms[6].config.version: has a meaning only with refresh: window",
            "25:48 transforms[7].config.refresh: models of files are read once; expected the name"
                + " of a step",
            "26:35 transforms[7].config.version: stands in model, beside path");
  }

  @Test
  void liveRowsAreTakenFromWhereThereAreSomeAndHistorysToo() {
    assertThat(
            Steps.problems(
                LIVE
                    + """
                    windowing: {type: fixed, size: 1h}
                    transforms:
                      - {name: tips, type: LinearRegression, config: {x: fare, y: tip, fit_on: history}}
                      - {name: hours, type: Combine, input: stream, config: {combine: {n: count}}}
                      - {name: a, type: ApplyModel, config: {model: tips, x: n, output: p}}
                      - {name: b, type: ApplyModel, input: stream,
                         config: {model: tips, x: fare, output: p}}
                      - {type: LinearRegression, config: {x: fare, y: p, fit_on: history}}
                    """))
        .containsExactly(
            "13:5 a: takes results, which are of no side; say score: all",
            "16:62 transforms[4].config.fit_on: none of history's rows come here: b has live ones"
                + " alone");
  }

  @Test
  void resultsThatComeAgainAreNotScoredAgain() {
    assertThat(
            Steps.problems(
                """
                windowing: {type: fixed, size: 1h, allowed_lateness: 1m}
                transforms:
                  - {name: tips, type: LinearRegression, config: {x: fare, y: tip}}
                  - {name: hours, type: Combine, input: stream, config: {combine: {n: count}}}
                  - {type: ApplyModel, config: {model: tips, score: all, x: n, output: p}}
                """))
        .containsExactly(
            "12:5 ApplyModel: would score results of hours again with each further pane of theirs;"
                + " let the windows there answer once, without early_every and allowed_lateness");
  }

  @Test
  void aModelThatWaitsForItselfIsRefused() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {name: tips, type: LinearRegression, input: b, config: {x: fare, y: tip}}
                  - {name: b, type: ApplyModel, input: stream,
                     config: {model: tips, score: all, x: fare, output: p}}
                """))
        .containsExactly("9:49 tips: takes its input from itself");
  }

  @Test
  void aModelOfFilesNeedsAPathAndSomethingToBeAsked() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - type: ApplyModel
                    config: {model: {group_by: zon}, score: all, x: [], output: p}
                """))
        .containsExactly(
            "10:21 transforms[0].config.model.path: is missing: the files, as a glob or a list of"
                + " globs",
            "10:32 transforms[0].config.model.group_by: no such field: zon (did you mean zone?);"
                + " there are t, zone, fare, n, tip, price, day",
            "10:53 transforms[0].config.x: expected at least one x, found a list");
  }

  @Test
  void anEndlessStreamHasModelsOfItsHistory() {
    assertThat(
            Steps.problems(
                LIVE
                    + """
                    transforms:
                      - {name: tips, type: LinearRegression, config: {x: fare, y: tip, fit_on: history}}
                      - {type: ApplyModel, input: stream, config: {model: tips, x: fare, output: p}}
                    """))
        .isEmpty();
  }
}
