package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinearRegressionTest {

  @Test
  void theLineOfEachGroupOverAllTimeWhateverTheSharedWindows() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h}
            transforms:
              - {type: LinearRegression, config: {x: fare, y: tip, group_by: [zone]}}
            """)
        .trip("10:00:00", "east", 1, 1, 5.0)
        .trip("12:00:00", "east", 2, 1, 7.0)
        .trip("14:00:00", "east", 4, 1, 11.0)
        .trip("10:00:00", "west", 3, 1, 1.0)
        .gives(
            "{\"zone\":\"east\",\"n\":3,\"a\":2.0,\"b\":3.0,\"r2\":1.0}",
            "{\"zone\":\"west\",\"n\":1,\"a\":null,\"b\":null,\"r2\":null}")
        .at("LinearRegression");
  }

  @Test
  void rowsWithoutXOrYArePassedOver() {
    Steps.of(
            """
            transforms:
              - {type: LinearRegression, config: {x: tip, y: fare}}
            """)
        .trip("10:00:00", "east", 1, 1, 1.0)
        .trip("10:00:00", "east", 100)
        .trip("10:00:00", "east", 2, 1, 2.0)
        .gives("{\"n\":2,\"a\":1.0,\"b\":0.0,\"r2\":1.0}")
        .at("LinearRegression");
  }

  @Test
  void aWindowingOfItsOwnGivesALineForEachWindow() {
    Steps.of(
            """
            transforms:
              - type: LinearRegression
                windowing: {type: fixed, size: 1h}
                config: {x: n, y: "fare * 2"}
            """)
        .trip("10:00:00", "east", 1, 1, null)
        .trip("10:30:00", "east", 2, 2, null)
        .trip("11:30:00", "east", 9, 2, null)
        .gives(
            "{\"n\":2,\"a\":2.0,\"b\":0.0,\"r2\":1.0,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T11:00:00Z\"}",
            "{\"n\":1,\"a\":null,\"b\":null,\"r2\":null,\"window_start\":\"2026-01-01T11:00:00Z\","
                + "\"window_end\":\"2026-01-01T12:00:00Z\"}")
        .at("LinearRegression");
  }

  @Test
  void itsFieldsAreNumbersAndItsGroupHasNoneOfItsNames() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {type: LinearRegression, config: {x: zone, y: fare + t}}
                  - {type: LinearRegression, input: stream, config: {x: fare, y: tip, group_by: n}}
                """))
        .containsExactly(
            "9:42 transforms[0].config.x: expected a number, found a string",
            "9:56 transforms[0].config.y: can't add double and timestamp; use add(time, count,"
                + " 'unit') or diff(time, time, 'unit')",
            "10:5 LinearRegression_2: a result row would have two fields named n");
  }

  @Test
  void whatIsWrongWithSeveralVariablesIsTold() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {type: LinearRegression, config: {x: [], y: tip, ridge: -1}}
                  - {type: LinearRegression, input: stream, config: {x: [fare, zone], y: tip}}
                  - {type: LinearRegression, input: stream, config: {x: [fare, fare], y: tip}}
                """))
        .containsExactly(
            "9:42 transforms[0].config.x: expected at least one x, found a list",
            "9:61 transforms[0].config.ridge: expected a number from 0 on, found \"-1\"",
            "10:64 transforms[1].config.x[1]: expected a number, found a string",
            "11:5 LinearRegression_3: a result row would have two fields named"
                + " coefficient_fare");
    assertThat(
            Steps.problems(
                "transforms: [{type: LinearRegression, config: {x: n, y: tip, ridge: 1}}]"))
        .containsExactly("8:69 transforms[0].config.ridge: has a meaning only with a list of x");
  }
}
