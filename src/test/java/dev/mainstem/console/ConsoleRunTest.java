package dev.mainstem.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.Launch;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Variables;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of real runs. */
@Timeout(120)
class ConsoleRunTest {

  private static final String SECRET = "hunter2-is-not-to-be-seen";
  private static final String HOSTILE = "</script><b>x";

  @TempDir Path folder;

  /** Two rides before noon from the file, two from the topic; one row on each side is none. */
  private Definition bothSides(String into, String written) {
    String rides = TestBroker.topic("rides", 1);
    TestBroker.publish(
        rides,
        "{\"id\":2,\"zone\":\"north\",\"at\":\"2026-01-01T11:30:00Z\"}",
        "{\"id\":3,\"zone\":\"north\",\"at\":\"2026-01-01T12:10:00Z\"}",
        "{\"id\":4,\"zone\":\"south\",\"at\":\"2026-01-01T12:20:00Z\"}",
        "{\"id\":\"%s\",\"zone\":\"south\",\"at\":\"2026-01-01T12:30:00Z\"}".formatted(HOSTILE));
    Runs.write(
        folder,
        "history/rides.csv",
        "id,zone,at\n1,north,2026-01-01T10:00:00Z\n2,north,2026-01-01T11:30:00Z\nx,y,z\n");
    return DefinitionReader.parse(
        """
        name: rides
        stream: {schema: {id: int64, zone: string, at: timestamp}, event_time: at}
        history: {path: history/*.csv}
        live:
          topic: %s
          bootstrap_servers: "%s"
          start: earliest
          stop: end
          consumer: {client.rack: "${RACK_TOKEN}"}
        cutover: {at: 2026-01-01T12:00:00Z}
        windowing: {type: fixed, size: 1h}
        transforms:
          - {name: known, type: Filter, config: {keep: "id > 0"}}
          - {name: by_zone, type: Combine, config: {group_by: [zone], combine: {rides: count}}}
        sinks: [{type: %s, config: %s}]
        """
            .formatted(rides, TestBroker.servers(), into, written),
        folder,
        new Variables(Map.of("RACK_TOKEN", SECRET), name -> null));
  }

  /** What the page shows at the end, asked for as a browser does. */
  private JsonNode shown(Definition definition, String... options) {
    Plan plan = Plan.of(definition);
    try (Console console = Pages.open(plan, 0);
        Launch launch = Launch.prepare(definition, RunnerOptions.of(List.of(options)), console)) {
      console.found(launch.inputs(), launch.runner());
      RunReport report = launch.run();
      console.ended(report, List.of("done"));
      String state = Pages.get(console.url().orElseThrow(), "/state.json");
      assertThat(state).startsWith("HTTP/1.1 200").doesNotContain(SECRET);
      return Pages.json(state);
    }
  }

  @Test
  void aRunIsShownWithItsSidesItsSeamItsResultsAndWhatItRejected() {
    JsonNode shown =
        shown(bothSides("WriteToJson", "{path: out/by_zone}"), "--runner=DirectRunner");
    assertThat(shown.path("phase").asText()).isEqualTo("ended");
    assertThat(shown.path("runner").asText()).isEqualTo("the DirectRunner");
    assertThat(shown.path("look").path("history").asLong()).isEqualTo(2);
    assertThat(shown.path("look").path("live").asLong()).isEqualTo(3);
    assertThat(shown.path("look").path("rejected").asLong()).isEqualTo(2);
    assertThat(shown.path("points")).isNotEmpty();
    assertThat(instant(shown.path("cutover"))).isEqualTo("2026-01-01T12:00:00Z");
    JsonNode live = shown.path("spans").path("live");
    assertThat(instant(live.path("owned").path("from"))).isEqualTo("2026-01-01T12:10:00Z");
    assertThat(instant(live.path("owned").path("to"))).isEqualTo("2026-01-01T12:20:00Z");
    assertThat(live.path("left").path("rows").asLong()).isEqualTo(1);
    assertThat(shown.path("boxes").toString())
        .isEqualTo(
            "{\"/history\":2,\"/live\":3,\"stream\":4,\"known\":4,\"by_zone\":4,"
                + "\"/sinks/0_WriteToJson\":4,\"/rejected\":2}");
    assertThat(shown.path("report").toString()).isEqualTo("[\"done\"]");
    results(shown.path("results").path(0));
    samples(shown);
  }

  private static void results(JsonNode sink) {
    assertThat(sink.path("place").asText()).isEqualTo("by_zone.jsonl");
    assertThat(sink.path("rows"))
        .extracting(JsonNode::toString)
        .containsExactlyInAnyOrder(
            "[\"north\",\"1\",\"2026-01-01T10:00:00Z\",\"2026-01-01T11:00:00Z\"]",
            "[\"north\",\"1\",\"2026-01-01T11:00:00Z\",\"2026-01-01T12:00:00Z\"]",
            "[\"north\",\"1\",\"2026-01-01T12:00:00Z\",\"2026-01-01T13:00:00Z\"]",
            "[\"south\",\"1\",\"2026-01-01T12:00:00Z\",\"2026-01-01T13:00:00Z\"]");
    assertThat(sink.path("chart").path("shown").toString()).isEqualTo("[\"north\",\"south\"]");
  }

  private static void samples(JsonNode shown) {
    for (JsonNode rule : shown.path("rules")) {
      assertThat(shown.path("samples").path(rule.path("rule").asText()))
          .as("%s of %s", rule, shown.path("samples"))
          .hasSize(1);
    }
    assertThat(shown.path("samples").toString()).contains(HOSTILE, "history/rides.csv:4");
  }

  @Test
  void onFlinkTheResultsOfATopicAreRead() {
    String figures = TestBroker.topic("figures", 1);
    JsonNode shown =
        shown(
            bothSides("WriteToKafka", "{topic: %s, key: [zone]}".formatted(figures)),
            TestFlink.options());
    assertThat(shown.path("results").path(0).path("rows")).hasSize(4);
    assertThat(shown.path("written").path("sinks/0_WriteToKafka").asLong()).isEqualTo(4);
  }

  @Test
  void aSideAloneHasItsSpanToo() {
    Runs.write(folder, "history/a.csv", "n,at\n1,2026-01-01T10:00:00Z\n2,2026-01-03T10:00:00Z\n");
    Definition alone =
        DefinitionReader.parse(
            """
            name: alone
            stream: {schema: {n: int64, at: timestamp}, event_time: at}
            history: {path: history/*.csv}
            sinks: [{type: WriteToConsole}]
            """,
            folder,
            Runs.noVariables());
    JsonNode owned =
        shown(alone, "--runner=DirectRunner").path("spans").path("history").path("owned");
    assertThat(instant(owned.path("from"))).isEqualTo("2026-01-01T10:00:00Z");
    assertThat(instant(owned.path("to"))).isEqualTo("2026-01-03T10:00:00Z");
    assertThat(owned.path("rows").asLong()).isEqualTo(2);
  }

  private static String instant(JsonNode millis) {
    return Instant.ofEpochMilli(millis.asLong()).toString();
  }
}
