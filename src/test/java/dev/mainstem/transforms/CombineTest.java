package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombineTest {

  @TempDir Path folder;

  @Test
  void aRowForEachGroupOfEachWindowThatHasAny() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h}
            transforms:
              - name: by_zone
                type: Combine
                config:
                  group_by: [zone]
                  combine: {trips: count, tips: {fn: count, value: tip}, sum: {fn: sum, value: fare}}
            """)
        .trip("10:00:00", "east", 1, 1, 0.5)
        .trip("10:59:59.999", "east", 2)
        .trip("11:00:00", "east", 4)
        .trip("13:00:00", null, 8)
        .gives(
            "{\"zone\":\"east\",\"trips\":2,\"tips\":1,\"sum\":3.0,\"window_start\":"
                + "\"2026-01-01T10:00:00Z\",\"window_end\":\"2026-01-01T11:00:00Z\"}",
            "{\"zone\":\"east\",\"trips\":1,\"tips\":0,\"sum\":4.0,\"window_start\":"
                + "\"2026-01-01T11:00:00Z\",\"window_end\":\"2026-01-01T12:00:00Z\"}",
            "{\"zone\":null,\"trips\":1,\"tips\":0,\"sum\":8.0,\"window_start\":"
                + "\"2026-01-01T13:00:00Z\",\"window_end\":\"2026-01-01T14:00:00Z\"}")
        .at("by_zone");
  }

  @Test
  void everyFunctionOverOneGroupOfAll() {
    Steps.of(
            """
            transforms:
              - type: Combine
                config:
                  combine:
                    n: {fn: count}
                    sum: {fn: sum, value: n}
                    min: {fn: min, value: fare}
                    max: {fn: max, value: zone}
                    mean: {fn: mean, value: fare / 2}
                    stddev: {fn: stddev, value: fare}
                    variance: {fn: variance, value: fare}
                    total: {fn: sum, value: price}
                    first_day: {fn: min, value: day}
                    newest: {fn: max, value: t}
                    none: {fn: mean, value: tip}
            """)
        .trip("10:00:00", "b", 1)
        .trip("12:00:00", "a", 3)
        .trip("11:00:00", null, 5)
        .gives(
            "{\"n\":3,\"sum\":3,\"min\":1.0,\"max\":\"b\",\"mean\":1.5,\"stddev\":2.0,"
                + "\"variance\":4.0,\"total\":4.50,\"first_day\":\"2026-01-01\","
                + "\"newest\":\"2026-01-01T12:00:00Z\",\"none\":null}")
        .at("Combine");
  }

  @Test
  void functionsThatGoByTimeOrKeepValues() {
    Steps.of(
            """
            windowing: {type: fixed, size: 3h}
            transforms:
              - type: Combine
                config:
                  combine:
                    first: {fn: first, value: zone}
                    last: {fn: last, value: zone}
                    zones: {fn: count_distinct, value: zone}
                    median: {fn: quantile(0.5), value: fare}
                    most: {fn: top(2), value: fare}
                    all: {fn: collect, value: zone}
                    days: {fn: collect, value: day}
                    times: {fn: collect, value: t}
                    prices: {fn: top(1), value: price}
                    tips: {fn: collect, value: tip}
            """)
        .trip("11:00:00", "a", 1)
        .trip("09:00:00", "b", 4)
        .trip("10:00:00", null, 2)
        .trip("09:00:00", "a", 8)
        .gives(
            "{\"first\":\"a\",\"last\":\"a\",\"zones\":2,\"median\":3.0,\"most\":[8.0,4.0],"
                + "\"all\":[\"a\",\"b\",\"a\"],\"days\":[\"2026-01-01\",\"2026-01-01\","
                + "\"2026-01-01\",\"2026-01-01\"],\"times\":[\"2026-01-01T09:00:00Z\","
                + "\"2026-01-01T09:00:00Z\",\"2026-01-01T10:00:00Z\",\"2026-01-01T11:00:00Z\"],"
                + "\"prices\":[1.50],\"tips\":[],\"window_start\":\"2026-01-01T09:00:00Z\","
                + "\"window_end\":\"2026-01-01T12:00:00Z\"}")
        .at("Combine");
  }

  @Test
  void anArrayIsTakenOverByItsNameAndMakesGroups() {
    Steps.of(
            """
            transforms:
              - type: Combine
                config: {group_by: zone, combine: {fares: {fn: collect, value: fare}}}
              - type: MapToFields
                config: {append: true, drop: fares, fields: {same: "`fares`", zone: upper(zone)}}
              - name: same
                type: Combine
                config: {group_by: same, combine: {zones: {fn: top(5), value: zone}}}
            """)
        .trip("10:00:00", "a", 0.5)
        .trip("10:00:00", "b", 0.5)
        .trip("10:00:00", "c", -0.0)
        .trip("10:00:00", "d", 0.0)
        .gives(
            "{\"same\":[0.5],\"zones\":[\"B\",\"A\"]}", "{\"same\":[0.0],\"zones\":[\"D\",\"C\"]}")
        .at("same");
  }

  @Test
  void arraysOfTheStreamMakeGroups() {
    Runs.write(
        folder,
        "history/rows.csv",
        """
        t,tags,sizes
        2026-01-01T10:00:00Z,"[""a"",""b""]",[0.5]
        2026-01-01T10:10:00Z,"[""a"",""b""]",[0.50]
        2026-01-01T10:20:00Z,"[""b"",""a""]",[0.5]
        2026-01-01T10:30:00Z,[],[-0.0]
        2026-01-01T10:40:00Z,[],[0]
        2026-01-01T10:50:00Z,,[]
        """);
    Runs.onFlink(
        folder,
        """
        name: arrays
        stream: {schema: {t: timestamp, tags: "array<string>?", sizes: "array<double>"}, event_time: t}
        history: {path: history/*.csv}
        windowing: {type: fixed, size: 1d}
        transforms:
          - {type: Combine, config: {group_by: [tags, sizes], combine: {n: count}}}
          - {type: MapToFields, config: {append: true, drop: [window_start, window_end], fields: {}}}
        sinks: [{type: WriteToJson, config: {path: out/groups}}]
        """);
    assertThat(Runs.lines(folder, "out/groups"))
        .containsExactlyInAnyOrder(
            "{\"tags\":[\"a\",\"b\"],\"sizes\":[0.5],\"n\":2}",
            "{\"tags\":[\"b\",\"a\"],\"sizes\":[0.5],\"n\":1}",
            "{\"tags\":[],\"sizes\":[0.0],\"n\":2}",
            "{\"tags\":null,\"sizes\":[],\"n\":1}");
  }

  @Test
  void groupsOfEveryTypeAreToldApartByTheirValues() {
    Steps.of(
            """
            transforms:
              - type: MapToFields
                config:
                  fields: {zone: zone, zero: fare * 0, price: price, day: day, at: t}
              - type: Combine
                config: {group_by: [zone, zero, price, day, at], combine: {n: count}}
            """)
        .trip("10:00:00", "a", 1)
        .trip("10:00:00", "a", -1)
        .gives(
            "{\"zone\":\"a\",\"zero\":0.0,\"price\":1.5,\"day\":\"2026-01-01\","
                + "\"at\":\"2026-01-01T10:00:00Z\",\"n\":2}")
        .at("Combine");
  }

  @Test
  void aSumThatDoesNotFitIsRejectedWithItsGroupAndWindow() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h}
            transforms:
              - name: by_zone
                type: Combine
                config: {group_by: zone, combine: {total: {fn: sum, value: n}}}
            """)
        .trip("10:00:00", "east", 1, Long.MAX_VALUE, null)
        .trip("10:10:00", "east", 1, 1, null)
        .trip("10:10:00", "west", 1, 1, null)
        .gives(
            "{\"zone\":\"west\",\"total\":1,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T11:00:00Z\"}")
        .rejects(
            "by_zone: total: expected a sum that fits int64, found a larger one"
                + " {\"zone\":\"east\",\"window_start\":\"2026-01-01T10:00:00Z\"}")
        .at("by_zone");
  }

  @Test
  void aRejectedResultMayBeOfAGroupNamedWindow() {
    Steps.of(
            """
            transforms:
              - {type: MapToFields, config: {fields: {window: zone, n: n}}}
              - type: Combine
                config: {group_by: window, combine: {total: {fn: sum, value: n}}}
            """)
        .trip("10:00:00", "bay", 1, Long.MIN_VALUE, null)
        .trip("10:10:00", "bay", 1, -1, null)
        .rejects(
            "Combine: total: expected a sum that fits int64, found a larger one"
                + " {\"window\":\"bay\"}")
        .at("Combine");
  }

  @Test
  void aRowWhoseValueFailsIsRejectedAndTheOthersCount() {
    Steps.of(
            """
            transforms:
              - type: Combine
                config: {combine: {total: {fn: sum, value: n * 2}, n: count}}
            """)
        .trip("10:00:00", "east", 1, Long.MAX_VALUE, null)
        .trip("10:10:00", "east", 1, 4, null)
        .gives("{\"total\":8,\"n\":1}")
        .rejects(
            "Combine: *: expected a result within int64, found 9223372036854775807 * 2"
                + " {\"t\":\"2026-01-01T10:00:00Z\",\"zone\":\"east\",\"fare\":1.0,"
                + "\"n\":9223372036854775807,\"tip\":null,\"price\":1.50,\"day\":\"2026-01-01\"}")
        .at("Combine");
  }

  @Test
  void resultsAreCombinedAgainInWindowsOfAnotherSize() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h}
            transforms:
              - type: Combine
                config: {group_by: zone, combine: {trips: count}}
              - name: of_the_day
                type: Combine
                windowing: {type: fixed, size: 1d}
                config: {combine: {trips: {fn: sum, value: trips}, rows: count}}
            """)
        .trip("10:00:00", "east", 1)
        .trip("10:10:00", "east", 1)
        .trip("11:00:00", "west", 1)
        .gives(
            "{\"trips\":3,\"rows\":2,\"window_start\":\"2026-01-01T00:00:00Z\","
                + "\"window_end\":\"2026-01-02T00:00:00Z\"}")
        .at("of_the_day");
  }

  @Test
  void resultsOfSessionsAreCombinedAgainInTheSameSessions() {
    Steps.of(
            """
            windowing: {type: sessions, gap: 10m}
            transforms:
              - type: Combine
                config: {group_by: [zone, n], combine: {sum: {fn: sum, value: fare}}}
              - name: of_the_zone
                type: Combine
                config: {group_by: zone, combine: {most: {fn: max, value: sum}}}
            """)
        .trip("10:00:00", "east", 1, 1, null)
        .trip("10:05:00", "east", 2, 1, null)
        .trip("10:00:00", "east", 7, 2, null)
        .trip("10:05:00", "east", 7, 2, null)
        .gives(
            "{\"zone\":\"east\",\"most\":14.0,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T10:15:00Z\"}")
        .at("of_the_zone");
  }

  @Test
  void whereMoreThanOneAnswerIsPossibleARowNamesItsPane() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h, allowed_lateness: 10m}
            transforms:
              - {type: Combine, config: {combine: {n: count}}}
            """)
        .trip("10:00:00", "east", 1)
        .gives(
            "{\"n\":1,\"window_start\":\"2026-01-01T10:00:00Z\",\"window_end\":"
                + "\"2026-01-01T11:00:00Z\",\"pane\":\"on_time\",\"pane_index\":0}")
        .at("Combine");
  }
}
