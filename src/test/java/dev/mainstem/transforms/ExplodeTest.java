package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplodeTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void eachValueMakesARowInTheArraysPlaceAndItsWindow() {
    Steps.of(
            """
            windowing: {type: fixed, size: 1h}
            transforms:
              - type: Combine
                config: {combine: {fares: {fn: collect, value: fare}, n: count}}
              - {type: Explode, config: {fields: fares}}
            """)
        .trip("10:30:00", "a", 2)
        .trip("10:10:00", "a", 1)
        .trip("11:00:00", "a", 3)
        .gives(
            "{\"fares\":1.0,\"n\":2,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T11:00:00Z\"}",
            "{\"fares\":2.0,\"n\":2,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T11:00:00Z\"}",
            "{\"fares\":3.0,\"n\":1,\"window_start\":\"2026-01-01T11:00:00Z\","
                + "\"window_end\":\"2026-01-01T12:00:00Z\"}")
        .at("Explode");
  }

  @Test
  void rowsOfAWindowAreCombinedInItAgain() {
    Steps.of(
            """
            windowing: {type: sessions, gap: 10m}
            transforms:
              - {type: Combine, config: {group_by: zone, combine: {most: {fn: top(2), value: n}}}}
              - {type: Explode, config: {fields: most}}
              - name: sums
                type: Combine
                config: {group_by: zone, combine: {sum: {fn: sum, value: most}}}
            """)
        .trip("10:00:00", "a", 1, 5, null)
        .trip("10:05:00", "a", 1, 7, null)
        .trip("10:06:00", "a", 1, 6, null)
        .gives(
            "{\"zone\":\"a\",\"sum\":13,\"window_start\":\"2026-01-01T10:00:00Z\","
                + "\"window_end\":\"2026-01-01T10:16:00Z\"}")
        .at("sums");
  }

  @Test
  void severalArraysGiveEachCombinationOfTheirValues() {
    ofTwoArrays("true")
        .gives(
            "{\"zones\":\"a\",\"tips\":0.5}",
            "{\"zones\":\"b\",\"tips\":0.5}",
            "{\"zones\":\"a\",\"tips\":0.25}",
            "{\"zones\":\"b\",\"tips\":0.25}",
            "{\"zones\":\"c\",\"tips\":0.5}",
            "{\"zones\":\"c\",\"tips\":0.25}")
        .at("Explode");
  }

  @Test
  void orTheirFirstValuesTheirSecondOnesAndNullWhereOneHasEnded() {
    ofTwoArrays("false")
        .gives(
            "{\"zones\":\"a\",\"tips\":0.5}",
            "{\"zones\":\"b\",\"tips\":0.25}",
            "{\"zones\":\"c\",\"tips\":null}")
        .at("Explode");
  }

  private static Steps ofTwoArrays(String crossProduct) {
    return Steps.of(
            """
            transforms:
              - type: Combine
                config: {combine: {zones: {fn: collect, value: zone}, tips: {fn: top(9), value: tip}}}
              - {type: Explode, config: {fields: [zones, tips], cross_product: %s}}
            """
                .formatted(crossProduct))
        .trip("10:00:00", "a", 1, 1, 0.25)
        .trip("10:01:00", "b", 1, 1, 0.5)
        .trip("10:02:00", "c", 1);
  }

  @Test
  void withoutAValueThereIsNoRow() {
    String combine =
        """
        transforms:
          - type: Combine
            config: {combine: {zones: {fn: collect, value: zone}, tips: {fn: collect, value: tip}}}
        """;
    Steps.of(combine + "  - {type: Explode, config: {fields: tips}}\n")
        .trip("10:00:00", "a", 1)
        .gives()
        .at("Explode");
    Steps.of(
            combine + "  - {type: Explode, config: {fields: [tips, zones], cross_product: true}}\n")
        .trip("10:00:00", "a", 1)
        .gives()
        .at("Explode");
    Steps.of(
            combine
                + "  - {type: Explode, config: {fields: [tips, zones], cross_product: false}}\n")
        .trip("10:00:00", "a", 1)
        .gives("{\"zones\":\"a\",\"tips\":null}")
        .at("Explode");
  }

  @Test
  void whatIsNoArrayIsRefused() {
    assertThat(
            Steps.problems(
                """
                transforms:
                  - {type: Explode, config: {fields: [zone, fares]}}
                  - {name: none, type: Explode, input: stream, config: {cross_product: true}}
                  - type: Combine
                    input: stream
                    config: {combine: {a: {fn: top(2), value: fare}, b: {fn: top(2), value: n}}}
                  - {name: two, type: Explode, input: Combine, config: {fields: [a, b]}}
                  - name: twice
                    type: Explode
                    input: Combine
                    config: {fields: [a, a], cross_product: true}
                  - {name: empty, type: Explode, input: Combine, config: {fields: []}}
                """))
        .containsExactly(
            "9:38 transforms[0].config.fields: expected arrays, found zone: string?",
            "9:45 transforms[0].config.fields[1]: no such field: fares (did you mean fare?); there"
                + " are t, zone, fare, n, tip, price, day",
            "10:56 transforms[1].config.fields: is missing: the arrays to make rows of",
            "14:56 transforms[3].config.cross_product: is missing: true for each combination of"
                + " values, false for the first of each array, the second of each and so on",
            "18:22 transforms[4].config.fields: a field stands twice",
            "19:67 transforms[5].config.fields: expected at least one field");
  }

  @Test
  void arraysOfTheStreamAreTheSameFromFilesAndATopic() {
    String topic = TestBroker.topic("explode", 2);
    try (Topics.Sender sender = Topics.sender(topic)) {
      sender.send(0, NOON, "{\"id\":3,\"t\":\"%s\",\"tags\":[\"b\",\"a,c\"]}".formatted(NOON));
      sender.send(1, NOON, "{\"id\":4,\"t\":\"%s\",\"tags\":[\"b\",7,null]}".formatted(NOON));
      sender.send(1, NOON, "{\"id\":5,\"t\":\"%s\",\"tags\":null}".formatted(NOON));
    }
    Runs.write(
        folder,
        "history/a.csv",
        """
        id,t,tags
        1,2026-01-01T11:00:00Z,"[""a,c"",""b""]"
        1,2026-01-01T11:00:00Z,"[""a,c"",""b""]"
        2,2026-01-01T11:00:00Z,b;c
        2,2026-01-01T11:00:00Z,
        2,2026-01-01T11:00:00Z,[]
        """);
    RunReport report =
        Runs.onFlink(
            folder,
            """
            name: explode
            stream: {schema: {id: int64, t: timestamp, tags: "array<string>?"}, event_time: t}
            history: {path: history/*.csv}
            live: {topic: %s, bootstrap_servers: "%s", stop: end}
            cutover: {at: 2026-01-01T12:00:00Z, dedupe: {by: record}}
            transforms:
              - {type: Explode, config: {fields: tags}}
              - type: Combine
                config: {group_by: tags, combine: {n: count, ids: {fn: collect, value: id}}}
            sinks:
              - {type: WriteToJson, config: {path: out/tags}}
              - {type: WriteToJson, input: stream, config: {path: out/rows}}
            """
                .formatted(topic, TestBroker.servers()));

    assertThat(Runs.lines(folder, "out/tags"))
        .containsExactlyInAnyOrder(
            "{\"tags\":\"a,c\",\"n\":2,\"ids\":[1,3]}", "{\"tags\":\"b\",\"n\":2,\"ids\":[1,3]}");
    assertThat(Runs.lines(folder, "out/rows"))
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"t\":\"2026-01-01T11:00:00Z\",\"tags\":[\"a,c\",\"b\"]}",
            "{\"id\":2,\"t\":\"2026-01-01T11:00:00Z\",\"tags\":null}",
            "{\"id\":2,\"t\":\"2026-01-01T11:00:00Z\",\"tags\":[]}",
            "{\"id\":3,\"t\":\"2026-01-01T12:00:00Z\",\"tags\":[\"b\",\"a,c\"]}",
            "{\"id\":5,\"t\":\"2026-01-01T12:00:00Z\",\"tags\":null}");
    assertThat(Runs.rows(folder, "out/rejected"))
        .extracting(row -> row.path("reason").asText())
        .containsExactlyInAnyOrder(
            "tags: expected array<string>, found \"b;c\"",
            "tags: a value: expected string, found null");
    assertThat(report.counts().of("Explode", "without_values")).isEqualTo(3);
  }
}
