package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestRegistry;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a run that is not started. */
class ExplainCommandTest {

  @TempDir private Path folder;
  private String topic = "";

  @BeforeEach
  void bothSides() {
    Runs.write(
        folder,
        "a.csv",
        "id,zone,at,fare\n1,A,2026-01-01T10:00:00Z,2\n2,A,2026-01-01T11:59:30Z,3\n");
    topic = TestBroker.topic("explained", 2);
    for (int hour = 9; hour <= 13; hour++) {
      Topics.publishAt(topic, 0, "2026-01-01T%02d:00:00Z".formatted(hour), "{}");
    }
    Topics.deleteBefore(topic, 0, 1);
  }

  @Test
  void theStepsAreAPictureWhereThatIsWanted() {
    assertThat(explained("pipelines/quickstart", "--format=mermaid"))
        .startsWith("flowchart TD")
        .containsSubsequence(
            "  b1[(\"<b>live</b><br>topic bike-trips\")]",
            "  b1 --> b2",
            "  b8[\"<b>pace: LinearRegression</b><br>kind: string<br>n: int64<br>a: double?<br>"
                + "b: double?<br>r2: double?\"]",
            "  b5 --> b8");
    assertThat(explained("pipelines/quickstart", "--format=svg").get(0)).startsWith("<svg ");
    assertThat(explained("pipelines/quickstart", "--format=HTML"))
        .contains("<title>bike-trips</title>", "<section><h2>guarantees</h2><pre>");
  }

  @Test
  void theQuickstartIsTold() {
    assertThat(explained("pipelines/quickstart"))
        .containsSubsequence(
            "bike-trips, on Flink, embedded",
            "",
            "inputs",
            "  history: 4 files, pipelines/quickstart/history/2025-10.csv to 2026-01.csv, in parts,"
                + " side by side",
            "  live: topic bike-trips on a broker of the launch's own, up to what it holds at the"
                + " launch",
            "    its offsets are found at the launch",
            "",
            "steps",
            "  stream",
            "      trip_id: int64, station: string, bike: string?, started_at: timestamp, ended_at:"
                + " timestamp,",
            "      distance_km: double",
            "  stream -> MapToFields",
            "  priced -> by_station: Combine",
            "  priced -> pace: LinearRegression",
            "      kind: string, n: int64, a: double?, b: double?, r2: double?",
            "  by_station -> sinks/0_WriteToJson, files pipelines/quickstart/out/by_station-*.jsonl",
            "windows",
            "  by_station: fixed windows of 1d",
            "    a row of 2026-01-05T00:00:00Z is in 2026-01-05T00:00:00Z to 2026-01-06T00:00:00Z",
            "  pace: one window over all time",
            "seam",
            "  history owns event times before 2026-01-05T00:00:00Z; live owns those from it on",
            "state",
            "  dedupe: every id until the history has been read; then those of the last 10m of event"
                + " time",
            "  by_station: an accumulator for each group and window: all windows until the history"
                + " has been read; then those of the last 1d10m of event time",
            "  pace: an accumulator for each group, for good",
            "guarantees",
            "  sinks/0_WriteToJson: each row once; a file has its name at a checkpoint, every 10s",
            "  rejected records: each once; a file has its name at a checkpoint, every 10s",
            "warnings",
            "  none");
  }

  @Test
  void howMessagesAreWrittenIsToldAndWhatOfTheStreamTheyLack() {
    String yaml =
        """
        name: avro
        stream: {schema: {id: string, tip: double?, at: timestamp}, event_time: at}
        live: {topic: %s, bootstrap_servers: "%s", format: avro, %s}
        sinks: [{type: WriteToConsole}]
        """;
    Runs.write(
        folder,
        "trip.avsc",
        """
        {"type":"record","name":"trip","fields":[
          {"name":"id","type":"string"},{"name":"at","type":"string"}]}
        """);
    assertThat(
            explained(
                definition(yaml.formatted(topic, TestBroker.servers(), "schema_file: trip.avsc"))))
        .containsSubsequence(
            "    messages of Avro, with the schema in trip.avsc",
            "warnings",
            "  live.schema_file: trip.avsc: no column tip for the field tip of the schema; the"
                + " columns are id, at");
    try (TestRegistry registry = TestRegistry.start()) {
      String schemas =
          "schema_registry: {url: \"%s\", username: ann, password: hidden}"
              .formatted(registry.url());
      assertThat(explained(definition(yaml.formatted(topic, TestBroker.servers(), schemas))))
          .contains("    messages of Avro, with the schemas at " + registry.url())
          .noneMatch(line -> line.contains("hidden"));
    }
  }

  @Test
  void aFileThatIsLookedUpInIsToldWithItsRowsOrWithWhatIsWrongWithIt() {
    String yaml =
        """
        name: lookup
        stream: {schema: {id: string, zone: string, at: timestamp}, event_time: at}
        history: {path: a.csv}
        transforms:
          - type: Join
            config: {path: zones.csv, schema: {zone: string, name: string}, on: zone}
        sinks: [{type: WriteToConsole}]
        """;
    Runs.write(folder, "zones.csv", "zone,name\nA,x\nB,y\n");
    assertThat(explained(definition(yaml)))
        .contains("  Join: looks up in %s/zones.csv, 2 rows, 2 keys".formatted(folder));
    Runs.write(folder, "zones.csv", "zone,name\nA,x\nA,y\n");
    assertThat(explained(definition(yaml)))
        .contains("  not there now: Join: zones.csv is no table to look up in:");
  }

  @Test
  void aDefinitionWithAllPartsIsToldWithWhatIsThereNow() {
    assertThat(explained(definition(whole()), "--runner=DirectRunner"))
        .containsExactly(
            "whole, on the DirectRunner",
            "",
            "inputs",
            "  history: %s/a.csv, as one sequence, in the order of event times".formatted(folder),
            "  live: topic %s at %s, without end".formatted(topic, TestBroker.servers()),
            "    partition 0: from offset 2 on; kept from offset 1 on",
            "    partition 1: from offset 0 on",
            "",
            "steps",
            "  stream",
            "      id: int64, zone: string, at: timestamp, fare: double",
            "  stream -> paid: Filter",
            "      id: int64, zone: string, at: timestamp, fare: double",
            "  paid -> hours: Combine",
            "      zone: string, rides: int64, window_start: timestamp, window_end: timestamp, pane:"
                + " string,",
            "      pane_index: int64",
            "  paid -> visits: Combine",
            "      rides: int64, window_start: timestamp, window_end: timestamp",
            "  hours -> sinks/0_WriteToKafka, topic %s".formatted(topic),
            "  visits -> sinks/1_WriteToConsole, the standard output",
            "  rejected records -> files %s/out/rejected-*.jsonl".formatted(folder),
            "",
            "windows",
            "  hours: windows of 1h, one every 30m",
            "    a row of 2026-01-01T11:59:30Z is in 2026-01-01T11:00:00Z to 2026-01-01T12:00:00Z",
            "    a row of 2026-01-01T11:59:30Z is in 2026-01-01T11:30:00Z to 2026-01-01T12:30:00Z",
            "    it answers with a row of 2026-01-01T12:00:30Z in every partition that is not idle",
            "    before, every 10s if it has new rows",
            "    afterwards, for each late row until the watermark is at 2026-01-01T12:05:00Z",
            "  visits: sessions, which 20m without a row end",
            "    a row of 2026-01-01T11:59:30Z is in 2026-01-01T11:59:30Z to 2026-01-01T12:19:30Z",
            "    each further row of its group before that end moves the end",
            "    it answers with a row of 2026-01-01T12:20:00Z in every partition that is not idle",
            "",
            "seam",
            "  history owns event times before 2026-01-01T11:59:30Z, the end of the history; live"
                + " owns those from it on",
            "  live starts at the first message stamped from 2026-01-01T10:59:30Z on; a message"
                + " stamped more than 1h before its event time may be missed",
            "  rows up to 5s apart that agree in id count once",
            "",
            "state",
            // twice 5s, 5m of lateness, 30s of disorder
            "  dedupe: those of the last 5m40s of event time",
            "  hours: an accumulator for each group and window: those of the last 1h5m30s of event"
                + " time",
            "  visits: an accumulator for each group and window: those of the last 20m30s of event"
                + " time",
            "  live rows that come meanwhile are kept the same way: as ids and accumulators, not as"
                + " rows",
            "  a partition without messages for 30s holds nothing back; what it then brings counts"
                + " if it is at most 5m30s behind the others",
            "",
            "guarantees",
            "  after a failure: the runner takes no checkpoints, run again from the beginning",
            "  sinks/0_WriteToKafka: each row at least once: some again after a failure",
            "  sinks/1_WriteToConsole: none: rows may be printed again after a failure",
            "  rejected records: each once; a file has its name at the end of the run",
            "",
            "warnings",
            "  none");
  }

  @Test
  void rejectedRecordsInATopicAreThereAsOftenAsTheirDeliverySays() {
    for (String[] told :
        new String[][] {
          {"", "each at least once: some again after a failure"},
          {
            ", delivery: exactly_once",
            "each exactly once, for readers of committed messages; visible at a checkpoint, every"
                + " 10s"
          }
        }) {
      String yaml = whole() + "rejected: {topic: %s%s}\n".formatted(topic, told[0]);
      assertThat(explained(definition(yaml))).contains("  rejected records: " + told[1]);
    }
  }

  @Test
  void whatGrowsWithTheRowsOfAGroupIsToldAmongTheState() {
    String keeping =
        "ids: {fn: collect, value: id}, zones: {fn: count_distinct, value: zone},"
            + " p90: {fn: quantile(0.9), value: fare}, most: {fn: top(3), value: fare}";
    String yaml = whole().replace("combine: {rides: {fn: count}}}}", "combine: {%s}}}");
    assertThat(explained(definition(yaml.formatted(keeping))))
        .containsSequence(
            "    ids keeps every value and its time",
            "    zones keeps every distinct value",
            "    p90 keeps every value, in 8 bytes")
        .noneMatch(line -> line.contains("most keeps"));
  }

  @Test
  void aModelOfTheHistoryAndWhatWaitsForItAreTold() {
    String yaml =
        whole()
            .replace(
                "sinks:",
                """
                  - name: fares
                    type: LinearRegression
                    input: stream
                    config: {x: id, y: fare, group_by: [zone], fit_on: history}
                  - name: guessed
                    type: ApplyModel
                    input: stream
                    config: {model: fares, x: id, y: fare, output: guess}
                sinks:\
                """);
    assertThat(explained(definition(yaml)))
        .containsSubsequence(
            "  stream -> guessed: ApplyModel",
            "      id: int64, zone: string, at: timestamp, fare: double, guess: double?, residual:"
                + " double?",
            "windows",
            "  fares: one window over all time",
            "    it answers when all of the history has been read",
            "state",
            "  dedupe: once more the ids of the sides that these look at alone: fares, guessed",
            "  fares: an accumulator for each group, until the history has been read",
            "  guessed: every row until the models of fares are there; then these, one for each"
                + " group",
            "  live rows that come meanwhile are kept the same way: as ids and accumulators, not as"
                + " rows, but for those that wait for a model");
  }

  @Test
  void nothingIsWritten() {
    explained(definition(whole()));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void whatIsNotThereIsSaidAndTheRestIsTold() {
    String yaml = whole().replace("a.csv", "b.csv").replace("history_end", "2026-01-01T12:00:00Z");
    assertThat(explained(definition(yaml.replace("topic: " + topic, "topic: nowhere"))))
        .contains("  history: b.csv, as one sequence, in the order of event times", "guarantees")
        .anyMatch(line -> line.startsWith("  not there now: history.path: no file matches b.csv"))
        .anyMatch(line -> line.startsWith("  not there now: live: there is no topic nowhere at "));
  }

  @Test
  void aWrongDefinitionIsToldAsByCheck() {
    String file = definition(whole().replace("start_slack: 1h", "start: latest"));
    InProcess explain = InProcess.run("explain", file);
    assertThat(explain.code()).isEqualTo(2);
    assertThat(explain.out()).isEmpty();
    assertThat(explain.err())
        .isEqualTo(InProcess.run("check", file).err())
        .contains("live.start: latest would pass over");
  }

  @Test
  void warningsAreToldByExplainAndCheck() {
    String file = definition(whole().replaceFirst("cutover: .*", ""));
    String warning = "cutover: what stands in the files and in the topic counts twice";
    assertThat(explained(file)).anyMatch(line -> line.startsWith("  " + warning));
    InProcess check = InProcess.run("check", file);
    assertThat(check.code()).isZero();
    assertThat(check.err()).startsWith("warning: " + warning);
  }

  private String definition(String yaml) {
    return Runs.write(folder, "pipeline.yaml", yaml).toString();
  }

  private String whole() {
    return """
    name: whole
    stream:
      schema: {id: int64, zone: string, at: timestamp, fare: double}
      event_time: at
      max_out_of_orderness: 30s
    history: {path: a.csv, order: event_time}
    live: {topic: %s, bootstrap_servers: "%s", start_slack: 1h}
    cutover: {at: history_end, dedupe: {by: [id], within: 5s}}
    windowing: {type: sliding, size: 1h, period: 30m, early_every: 10s, allowed_lateness: 5m}
    transforms:
      - {name: paid, type: Filter, config: {keep: fare > 0}}
      - {name: hours, type: Combine, config: {group_by: [zone], combine: {rides: {fn: count}}}}
      - name: visits
        type: Combine
        input: paid
        windowing: {type: sessions, gap: 20m}
        config: {combine: {rides: {fn: count}}}
    sinks:
      - {type: WriteToKafka, input: hours, config: {topic: %s}}
      - {type: WriteToConsole, input: visits}
    """
        .formatted(topic, TestBroker.servers(), topic);
  }

  private static List<String> explained(String... arguments) {
    InProcess explain =
        InProcess.run(
            Stream.concat(Stream.of("explain"), Stream.of(arguments)).toArray(String[]::new));
    assertThat(explain.code()).as(explain.err()).isZero();
    return explain.out().lines().toList();
  }
}
