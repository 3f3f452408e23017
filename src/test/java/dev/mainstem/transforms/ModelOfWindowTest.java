package dev.mainstem.transforms;

import org.junit.jupiter.api.Test;

/** Models that are fitted anew with each window, by hand. */
class ModelOfWindowTest {

  /**
   * The east has the line y = 2x + 3 from 10 to 11, a point alone at 11:10, y = x from 12 to 13.
   */
  private static Steps trips(String group, String more) {
    return Steps.of(
            """
            transforms:
              - name: tips
                type: LinearRegression
                windowing: {type: fixed, size: 1h}
                config: {x: fare, y: tip%s}
              - name: short
                type: MapToFields
                input: stream
                config: {fields: {zone: zone, n: n, fare: fare}}
              - name: scored
                type: ApplyModel
                config: {model: tips, refresh: window, score: all, x: fare, output: e%s}
            """
                .formatted(group, more))
        .trip("10:00:00", "east", 1, 1, 5.0)
        .trip("10:59:59.999", "east", 2, 2, 7.0)
        .trip("11:10:00", "east", 9, 3, 0.0)
        .trip("12:20:00", "east", 4, 4, 4.0)
        .trip("12:10:00", "east", 8, 5, 8.0);
  }

  @Test
  void aRowIsScoredByTheLastWindowThatHasEndedAndHasAModel() {
    trips(", group_by: zone", ", version: until")
        .trip("11:00:00", "east", 10, 6, null)
        .trip("12:59:59.999", "east", 10, 7, null)
        .trip("13:00:00", "east", 10, 8, null)
        .trip("23:00:00", "east", 10, 9, null)
        .trip("13:30:00", "west", 10, 10, null)
        .gives(
            "{\"zone\":\"east\",\"n\":1,\"fare\":1.0,\"e\":null,\"until\":null}",
            "{\"zone\":\"east\",\"n\":2,\"fare\":2.0,\"e\":null,\"until\":null}",
            said(3, 9.0, 21.0, "11:00"),
            said(4, 4.0, 11.0, "11:00"),
            said(5, 8.0, 19.0, "11:00"),
            said(6, 10.0, 23.0, "11:00"),
            said(7, 10.0, 23.0, "11:00"),
            said(8, 10.0, 10.0, "13:00"),
            said(9, 10.0, 10.0, "13:00"),
            "{\"zone\":\"west\",\"n\":10,\"fare\":10.0,\"e\":null,\"until\":null}")
        .at("scored");
  }

  private static String said(int n, double fare, double said, String until) {
    return "{\"zone\":\"east\",\"n\":%d,\"fare\":%s,\"e\":%s,\"until\":\"2026-01-01T%s:00Z\"}"
        .formatted(n, fare, said, until);
  }

  @Test
  void modelsWithoutGroupsAreForAllRows() {
    trips("", "")
        .trip("13:30:00", "west", 10, 6, null)
        .gives(
            "{\"zone\":\"east\",\"n\":1,\"fare\":1.0,\"e\":null}",
            "{\"zone\":\"east\",\"n\":2,\"fare\":2.0,\"e\":null}",
            "{\"zone\":\"east\",\"n\":3,\"fare\":9.0,\"e\":21.0}",
            "{\"zone\":\"east\",\"n\":4,\"fare\":4.0,\"e\":11.0}",
            "{\"zone\":\"east\",\"n\":5,\"fare\":8.0,\"e\":19.0}",
            "{\"zone\":\"west\",\"n\":6,\"fare\":10.0,\"e\":10.0}")
        .at("scored");
  }

  @Test
  void rowsThatWaitedAreInTimeForTheWindowsBehind() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h}
            transforms:
              - {name: tips, type: LinearRegression, windowing: {type: sliding, size: 2h, period: 1h},
                 config: {x: fare, y: tip}}
              - {name: scored, type: ApplyModel, input: stream,
                 config: {model: tips, refresh: window, score: all, x: fare, output: e}}
              - {name: hours, type: Combine, config: {combine: {n: count, e: {fn: sum, value: e}}}}
            """)
        .trip("10:00:00", "east", 1, 1, 1.0)
        .trip("10:30:00", "east", 2, 1, 2.0)
        .trip("11:30:00", "east", 3, 1, null)
        .trip("12:30:00", "east", 4, 1, null)
        .gives(
            "{\"n\":2,\"e\":null,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T11:00:00Z\"}",
            "{\"n\":1,\"e\":3.0,\"window_start\":\"2026-01-01T11:00:00Z\","
                + "\"window_end\":\"2026-01-01T12:00:00Z\"}",
            "{\"n\":1,\"e\":4.0,\"window_start\":\"2026-01-01T12:00:00Z\","
                + "\"window_end\":\"2026-01-01T13:00:00Z\"}")
        .at("hours");
  }
}
