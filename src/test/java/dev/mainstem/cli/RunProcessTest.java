package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.testing.Child;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs, each in a process of its own, as a user starts them. */
@Timeout(180)
class RunProcessTest {

  private static final String SECRET = "hunter2-is-not-to-be-seen";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--parallelism=1"})
  void aRunThatIsDoneTellsWhatItDid(String option) {
    history();
    definition(historyOnly("WriteToJson, config: {path: out/rows}"));
    try (Child run = Child.start(folder, "run", "pipeline.yaml", option)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .startsWith("whole-runs: done after ")
          .contains("2 rows")
          .contains("out/rows-00000.jsonl")
          .contains("n: expected int64");
      assertThat(run.err()).doesNotContain("WARN").doesNotContain("\tat ");
    }
    assertThat(Runs.lines(folder, "out/rows")).hasSize(2);
  }

  @Test
  void rowsOnTheConsoleHaveTheStandardOutputForThemselves() {
    history();
    definition(historyOnly("WriteToConsole"));
    try (Child run = Child.start(folder, "run", "pipeline.yaml", "--runner=DirectRunner")) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out().lines())
          .containsExactlyInAnyOrder(
              "{\"n\":1,\"at\":\"2026-01-01T10:00:00Z\"}",
              "{\"n\":2,\"at\":\"2026-01-01T11:00:00Z\"}");
      assertThat(run.err()).contains("whole-runs: done after ");
    }
  }

  @Test
  void aProgramGetsTheReportAsTheRecordHasItAndOtherwiseObjectsALine() throws IOException {
    history();
    definition(historyOnly("WriteToJson, config: {path: out/rows}"));
    try (Child run =
        Child.start(folder, "run", "pipeline.yaml", "--output=json", "--runner=DirectRunner")) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      JsonNode report = Runs.json(run.out());
      assertThat(report)
          .isEqualTo(Runs.json(Files.readString(folder.resolve("out/.mainstem/run.json"))));
      assertThat(report.path("counts").path("history/rows").asLong()).isEqualTo(2);
      assertThat(run.err().lines().map(line -> Runs.json(line).path("message").asText()))
          .contains("history: 1 file", "running on the DirectRunner");
    }
  }

  @Test
  void aRunIsShownOnAPageAndKeptAsOne() throws IOException {
    history();
    definition(historyOnly("WriteToJson, config: {path: out/rows}"));
    try (Child run =
        Child.start(
            folder,
            "run",
            "--console",
            "pipeline.yaml",
            "--report=report.html",
            "--runner=DirectRunner")) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).containsPattern("console: http://127\\.0\\.0\\.1:\\d+/");
      assertThat(run.out()).startsWith("whole-runs: done after ");
    }
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("\"phase\":\"ended\"", "\"whole-runs: done after ", "n: expected int64");
  }

  @Test
  void aRunThatFailsLeavesItsPageToo() throws IOException {
    definition(historyOnly("WriteToJson, config: {path: out/rows}"));
    try (Child run =
        Child.start(folder, "run", "pipeline.yaml", "--report=report.html", "--parallelism=1")) {
      assertThat(run.exitCode()).isEqualTo(1);
    }
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("\"phase\":\"failed\"", "\"failure\":\"");
  }

  @Test
  void aPageThatCanNotBeShownOrKeptIsSaidSoBeforeTheRun() {
    definition(historyOnly("WriteToJson, config: {path: out/rows}"));
    String pipeline = folder.resolve("pipeline.yaml").toString();
    InProcess port = InProcess.run("run", pipeline, "--console=70000");
    assertThat(port.code()).isEqualTo(2);
    assertThat(port.err()).contains("--console: expected a port from 0 to 65535, found 70000");
    String nowhere = folder.resolve("no/where.html").toString();
    InProcess file = InProcess.run("run", pipeline, "--report=" + nowhere);
    assertThat(file.code()).isEqualTo(1);
    assertThat(file.err())
        .contains("--report: can't write " + nowhere + "; name a file in a folder that is there");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void optionsComeFromAFileToo() {
    history();
    definition(historyOnly("WriteToJson, config: {path: out/rows}"));
    Runs.write(folder, "mine.args", "# the runner of mine\n--runner=DirectRunner\n");
    try (Child run = Child.start(folder, "run", "pipeline.yaml", "@mine.args")) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).contains("running on the DirectRunner");
    }
  }

  /**
   * The other sink may have been through before this one failed: then all of its rows are there.
   */
  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--parallelism=1"})
  void aJobThatFailsSaysWhyOnceAndLeavesNothingHalfDone(String option) throws IOException {
    definition(failing().formatted(TestBroker.servers(), "group.id: plain", failingTopic()));
    try (Child run = Child.start(folder, "run", "pipeline.yaml", option)) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines().filter(line -> line.startsWith("the job failed: ")))
          .as(run.err())
          .hasSize(1);
      assertThat(run.err()).contains("The log is ").doesNotContain("\tat ");
    }
    assertThat(Runs.lines(folder, "out/rows").size()).isIn(0, 2);
  }

  @Test
  void aSecretIsPrintedNowhere() throws IOException {
    definition(
        failing()
            .formatted(TestBroker.servers(), "client.rack: \"${RACK_TOKEN}\"", failingTopic()));
    try (Child run =
        Child.start(
            folder, "run", "pipeline.yaml", "--set", "RACK_TOKEN=" + SECRET, "--parallelism=1")) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.err() + run.out()).doesNotContain(SECRET);
    }
    assertThat(textsBelow(folder.resolve("out")))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
  }

  @Test
  void aSecretInAnAddressIsNotPrintedEither() {
    definition(
        """
        name: whole-runs
        stream: {schema: {n: int64, at: timestamp}, event_time: at}
        history: {path: "${STORE_TOKEN}/*.csv", format: csv}
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """);
    try (Child run =
        Child.start(folder, "run", "pipeline.yaml", "--set", "STORE_TOKEN=" + SECRET)) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("***/*.csv").doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void anEndlessRunIsEndedCleanlyByASignal(String signal) throws IOException {
    definition(endless());
    try (Child run = Child.start(folder, "run", "pipeline.yaml", "--parallelism=1")) {
      run.await(() -> run.out().contains("\"n\":1"));
      List<ProcessHandle> broker = run.descendants();
      assertThat(broker).hasSize(1);
      run.signal(signal);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err())
          .contains("whole-runs: stopped after ")
          .contains("the same command with --resume goes on where it stopped");
      assertThat(broker).noneMatch(ProcessHandle::isAlive);
    }
    JsonNode record = Runs.json(Files.readString(folder.resolve("out/.mainstem/run.json")));
    assertThat(record.path("stopped").asBoolean()).isTrue();
  }

  private String failingTopic() {
    String topic = TestBroker.topic("failing", 1);
    TestBroker.publish(
        topic,
        "{\"n\":1,\"at\":\"2026-01-01T10:00:00Z\"}",
        "{\"n\":2,\"at\":\"2026-01-01T10:00:00Z\"}");
    return topic;
  }

  /** A sink whose producer may send no message as long as a row, so that the job fails. */
  private static String failing() {
    return """
    name: whole-runs
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    live: {topic: "%3$s", bootstrap_servers: "%1$s", stop: end, consumer: {%2$s}}
    sinks:
      - {type: WriteToJson, config: {path: out/rows}}
      - type: WriteToKafka
        config:
          topic: "%3$s"
          producer: {max.request.size: "10", delivery.timeout.ms: "3000", request.timeout.ms: "1000"}
    """;
  }

  private static String endless() {
    return """
    name: whole-runs
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    live: {topic: endless, bootstrap_servers: embedded, sample: live.jsonl}
    sinks: [{type: WriteToConsole}]
    """;
  }

  private void history() {
    Runs.write(
        folder,
        "history/rows.csv",
        "n,at\n1,2026-01-01T10:00:00Z\n2,2026-01-01T11:00:00Z\nx,2026-01-01T11:00:00Z\n");
  }

  private void definition(String yaml) {
    Runs.write(folder, "pipeline.yaml", yaml);
    Runs.write(folder, "live.jsonl", "{\"n\":1,\"at\":\"2026-01-01T10:00:00Z\"}\n");
  }

  private static String historyOnly(String sink) {
    return """
    name: whole-runs
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    history: {path: history/*.csv, format: csv}
    sinks: [{type: %s}]
    """
        .formatted(sink);
  }

  /** But for checkpoints: they hold what a job needs to go on, the properties of its topic too. */
  private static List<String> textsBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !folder.relativize(file).toString().contains("/checkpoints/"))
          .map(RunProcessTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
