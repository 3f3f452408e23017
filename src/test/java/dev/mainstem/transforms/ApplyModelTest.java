package dev.mainstem.transforms;

import org.junit.jupiter.api.Test;

/** What a row gets from the model of its group, by hand. */
class ApplyModelTest {

  /** The line y = 2x + 3 in the east; a single point in the west, through which there is none. */
  private static Steps trips(String config) {
    return Steps.of(
            """
            transforms:
              - name: tips
                type: LinearRegression
                config: {x: fare, y: tip, group_by: zone, fit_on: history}
              - name: scored
                type: ApplyModel
                input: short
                config: {model: tips, score: all, x: fare, output: expected, %s}
              - name: short
                type: MapToFields
                input: stream
                config: {fields: {zone: zone, fare: fare, tip: tip}}
            """
                .formatted(config))
        .trip("10:00:00", "east", 1, 1, 5.0)
        .trip("12:00:00", "east", 2, 1, 7.0)
        .trip("14:00:00", "east", 4, 1, 11.0)
        .trip("10:00:00", "west", 3, 1, 1.0);
  }

  @Test
  void aRowHasThePredictionOfItsGroupAndHowFarYIsFromIt() {
    trips("y: tip")
        .trip("15:00:00", "east", 3)
        .gives(
            "{\"zone\":\"east\",\"fare\":1.0,\"tip\":5.0,\"expected\":5.0,\"residual\":0.0}",
            "{\"zone\":\"east\",\"fare\":2.0,\"tip\":7.0,\"expected\":7.0,\"residual\":0.0}",
            "{\"zone\":\"east\",\"fare\":4.0,\"tip\":11.0,\"expected\":11.0,\"residual\":0.0}",
            "{\"zone\":\"west\",\"fare\":3.0,\"tip\":1.0,\"expected\":null,\"residual\":null}",
            "{\"zone\":\"east\",\"fare\":3.0,\"tip\":null,\"expected\":9.0,\"residual\":null}")
        .at("scored");
  }

  @Test
  void aResidualOfMoreThanKStandardErrorsIsAnAnomaly() {
    // y = 2, whatever x is, and residuals 1, -1, 0, 0, -1 and 1: their squares, 4, over n - 2 are 1
    Steps.of(
            """
            transforms:
              - {name: flat, type: LinearRegression, config: {x: n, y: fare, standard_error: true}}
              - name: scored
                type: ApplyModel
                input: short
                config: {model: flat, score: all, x: n, y: tip, output: e, residual: r,
                         anomaly: {k: 2, output: far}}
              - {name: short, type: MapToFields, input: stream, config: {fields: {n: n, tip: tip}}}
            """)
        .trip("10:00:00", "east", 3, 1, 4.0)
        .trip("10:00:00", "east", 1, 2, 4.5)
        .trip("10:00:00", "east", 2, 3, -1.0)
        .trip("10:00:00", "east", 2, 4, 2.0)
        .trip("10:00:00", "east", 1, 5, null)
        .trip("10:00:00", "east", 3, 6, 0.0)
        .gives(
            "{\"n\":1,\"tip\":4.0,\"e\":2.0,\"r\":2.0,\"far\":false}",
            "{\"n\":2,\"tip\":4.5,\"e\":2.0,\"r\":2.5,\"far\":true}",
            "{\"n\":3,\"tip\":-1.0,\"e\":2.0,\"r\":-3.0,\"far\":true}",
            "{\"n\":4,\"tip\":2.0,\"e\":2.0,\"r\":0.0,\"far\":false}",
            "{\"n\":5,\"tip\":null,\"e\":2.0,\"r\":null,\"far\":null}",
            "{\"n\":6,\"tip\":0.0,\"e\":2.0,\"r\":-2.0,\"far\":false}")
        .at("scored");
  }

  @Test
  void aPredictionThatFitsNoDoubleRejectsTheRow() {
    Steps.of(
            """
            transforms:
              - {name: line, type: LinearRegression, config: {x: n, y: fare}}
              - {name: short, type: MapToFields, input: stream, config: {fields: {tip: tip}}}
              - {name: scored, type: ApplyModel,
                 config: {model: line, score: all, x: tip, output: e}}
            """)
        .trip("10:00:00", "east", 0, 0, 1.0)
        .trip("10:00:00", "east", 1e300, 1, 1e300)
        .gives("{\"tip\":1.0,\"e\":1.0E300}")
        .rejects(
            "scored: expected a prediction that fits double, found a larger one {\"tip\":1.0E300}")
        .at("scored");
  }

  @Test
  void resultsOfWindowsAreScoredAndTheirTimesCountForWhatComesBehind() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h}
            transforms:
              - {name: hours, type: Combine, config: {combine: {n: count, fare: {fn: sum, value: fare}}}}
              - {name: line, type: LinearRegression, windowing: {type: global}, config: {x: n, y: fare}}
              - {name: scored, type: ApplyModel, input: hours,
                 config: {model: line, score: all, x: n, output: e}}
              - {name: again, type: Combine, config: {combine: {e: {fn: sum, value: e}}}}
            """)
        .trip("10:00:00", "east", 1)
        .trip("11:10:00", "east", 2)
        .trip("11:20:00", "east", 3)
        .gives(
            "{\"e\":1.0,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T11:00:00Z\"}",
            "{\"e\":5.0,\"window_start\":\"2026-01-01T11:00:00Z\","
                + "\"window_end\":\"2026-01-01T12:00:00Z\"}")
        .at("again");
  }

  @Test
  void aModelOfSeveralVariablesTakesAsManyAndHasACoefficientForEach() {
    // tip = 1 + 2 * fare - 3 * (n * n)
    String steps =
        """
        transforms:
          - name: plane
            type: LinearRegression
            config: {x: [fare, n * n], y: tip, standard_error: true}
          - name: scored
            type: ApplyModel
            input: stream
            config: {model: plane, score: all, x: [fare, n * n], y: tip, output: e}
          - {type: MapToFields, config: {fields: {tip: tip, e: e, residual: residual}}}
        """;
    ofPlane(steps)
        .gives(
            "{\"n\":4,\"intercept\":1.0,\"coefficient_fare\":2.0,\"coefficient_2\":-3.0,\"r2\":1.0,"
                + "\"standard_error\":0.0}")
        .at("plane");
    ofPlane(steps)
        .gives(
            "{\"tip\":-2.0,\"e\":-2.0,\"residual\":0.0}",
            "{\"tip\":0.0,\"e\":0.0,\"residual\":0.0}",
            "{\"tip\":-9.0,\"e\":-9.0,\"residual\":0.0}",
            "{\"tip\":-16.0,\"e\":-16.0,\"residual\":0.0}",
            "{\"tip\":null,\"e\":3.0,\"residual\":null}")
        .at("MapToFields");
  }

  private static Steps ofPlane(String steps) {
    return Steps.of(steps)
        .trip("10:00:00", "east", 0, 1, -2.0)
        .trip("10:00:00", "east", 1, 1, 0.0)
        .trip("10:00:00", "east", 1, 2, -9.0)
        .trip("10:00:00", "east", 5, 3, -16.0)
        .trip("10:00:00", "east", 1, 0, null);
  }
}
