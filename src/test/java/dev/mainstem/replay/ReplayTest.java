package dev.mainstem.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.launch.ReplayedRun;
import dev.mainstem.launch.UsageException;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose definition is put right, and their rejected records after that. */
@Timeout(180)
class ReplayTest {

  private static final int PARTITIONS = 2;

  private static final String STRICT =
      "{id: int64, fare: double, at: timestamp, line: {type: \"int64?\", from: \"@line\"}}";
  private static final String LENIENT = STRICT.replace("double", "\"double?\"");

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private String topic = "";

  @Test
  void whatTheRunAndItsReplayHaveIsWhatTheRightDefinitionWouldHaveGiven() {
    Runs.write(
        folder,
        "a.csv",
        """
        fare,id,at
        1.5,1,2025-12-31T10:00:00Z
        n/a,2,2025-12-31T11:00:00Z
        n/a,3,2026-01-01T10:00:00Z
        n/a,x,2025-12-31T12:00:00Z
        """);
    Runs.write(folder, "b.csv", "id,at,fare\n4,2025-12-30T00:00:00Z,n/a\n");
    String live = live();
    TestBroker.publish(
        topic,
        "[{\"id\":5,\"at\":\"2026-01-01T10:00:00Z\",\"fare\":2},"
            + "{\"id\":6,\"at\":\"2026-01-01T10:00:00Z\",\"fare\":null}]",
        "{\"id\":7,\"at\":\"2025-12-31T10:00:00Z\"}",
        "no JSON");
    String wrong = definition(STRICT, "\"\"", live);
    String right = definition(LENIENT, "\"\", n/a", live);
    Runs.onFlink(folder, wrong);
    assertThat(ids("out/rows")).containsExactlyInAnyOrder("1", "5");

    Replay.Replayed replayed = replay(right);
    assertThat(ids("replay/out/rows")).containsExactlyInAnyOrder("2", "4", "6");
    assertThat(Runs.lines(folder, "replay/out/rows"))
        .contains("{\"id\":2,\"fare\":null,\"at\":\"2025-12-31T11:00:00Z\",\"line\":3}");
    assertThat(replayed).isEqualTo(new Replay.Replayed(3, 2, 2, Map.of()));
    assertThat(told)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).isEqualTo("a.csv:5: id: expected int64, found \"x\""),
            line -> assertThat(line).startsWith(placeOfNoJson() + ": expected JSON, found "));

    List<String> both = new ArrayList<>(ids("out/rows"));
    both.addAll(ids("replay/out/rows"));
    Runs.onFlink(folder, right);
    assertThat(ids("out/rows")).containsExactlyInAnyOrderElementsOf(both);
  }

  @Test
  void aRecordThatWasNoTextIsReadInTheCharsetThatIsGivenNow() throws Exception {
    Files.write(
        folder.resolve("a.csv"),
        "id,name,at\n1,Zürich,2026-01-01T00:00:00Z\n".getBytes(Charset.forName("windows-1252")));
    String yaml =
        """
        name: charset
        stream: {schema: {id: int64, name: string, at: timestamp}, event_time: at}
        history: {path: a.csv, csv: {charset: %s}}
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """;
    Runs.onDirect(folder, yaml.formatted("UTF-8"));
    assertThat(replay(yaml.formatted("windows-1252")).rows()).isEqualTo(1);
    assertThat(Runs.rows(folder, "replay/out/rows").get(0).path("name").asText())
        .isEqualTo("Zürich");
  }

  @Test
  void rowsThatAStepRefusedAreLeftOutForTheyMayHavePassedElsewhere() {
    Runs.write(folder, "a.csv", "id,at\n1,2026-01-01T00:00:00Z\nx,2026-01-01T00:00:00Z\n");
    String yaml =
        """
        name: steps
        stream: {schema: {id: %s, at: timestamp}, event_time: at}
        history: {path: a.csv}
        transforms: [{name: large, type: MapToFields, config: {fields: {n: "%s"}}}]
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """;
    Runs.onDirect(folder, yaml.formatted("int64", "id + 9223372036854775807"));
    Replay.Replayed replayed = replay(yaml.formatted("string", "length(id)"));
    assertThat(replayed).isEqualTo(new Replay.Replayed(1, 0, 0, Map.of("large", 1L)));
    assertThat(Runs.lines(folder, "replay/out/rows")).containsExactly("{\"n\":1}");
  }

  @Test
  void aDefinitionThatAggregatesIsRefusedForItsWindowsWouldBeOfTheReplayAlone() {
    String yaml =
        """
        name: sums
        stream: {schema: {id: int64, at: timestamp}, event_time: at}
        history: {path: a.csv}
        transforms: [{name: sums, type: Combine, config: {combine: {n: count}}}]
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """;
    assertThatThrownBy(() -> replay(yaml))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "replay: the step sums aggregates, and would answer for the replayed records alone; run"
                + " the definition afresh, which reads them with all others");
  }

  @Test
  void resultsThatWouldTakeThePlaceOfTheRunsAreRefused() {
    for (String path : List.of(folder + "/out/rows", "../out/rows")) {
      String yaml = definition(STRICT, "\"\"", "").replace("path: out/rows", "path: " + path);
      assertThatThrownBy(() -> replay(yaml))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("would take the place of the run's own");
    }
  }

  @Test
  void aFileOfAnythingElseIsSaid() {
    Path file = Runs.write(folder, "rows.jsonl", "{\"id\":1}\n");
    Definition definition = read(definition(STRICT, "\"\"", ""));
    assertThatThrownBy(
            () ->
                Replay.read(
                    definition, null, List.of(file.toString()), folder.resolve("r"), told::add))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            file + ":1: expected rejected records, one JSON object a line: no member position");
  }

  private String live() {
    topic = TestBroker.topic("replayed", PARTITIONS);
    return "live: {topic: %s, bootstrap_servers: \"%s\", start: earliest, stop: end}"
        .formatted(topic, TestBroker.servers());
  }

  private String placeOfNoJson() {
    return TestBroker.messages(topic).stream()
        .filter(message -> new String(message.value(), StandardCharsets.UTF_8).equals("no JSON"))
        .map(message -> "%s-%d@%d".formatted(topic, message.partition(), message.offset()))
        .findFirst()
        .orElseThrow();
  }

  private static String definition(String schema, String nulls, String live) {
    return """
    name: replayed
    stream: {schema: %s, event_time: at}
    history: {path: "*.csv", csv: {null_values: [%s]}}
    %s
    cutover: {at: 2026-01-01T00:00:00Z}
    sinks: [{type: WriteToJson, config: {path: out/rows}}]
    """
        .formatted(schema, nulls, live);
  }

  private Definition read(String yaml) {
    return DefinitionReader.parse(yaml, folder, Runs.noVariables());
  }

  /** What the verb does. */
  private Replay.Replayed replay(String yaml) {
    Plan plan = Plan.of(read(yaml));
    Path rows = folder.resolve("replay/rows.jsonl");
    Definition over = ReplayedRun.over(plan, rows, folder.resolve("replay"));
    Replay.Replayed replayed =
        Replay.read(
            plan.definition(),
            ReplayedRun.cutover(plan),
            ReplayedRun.rejectedFiles(plan),
            rows,
            told::add);
    Runs.run(over, TestFlink.options());
    return replayed;
  }

  private List<String> ids(String output) {
    return Runs.rows(folder, output).stream().map(row -> row.path("id").asText()).toList();
  }
}
