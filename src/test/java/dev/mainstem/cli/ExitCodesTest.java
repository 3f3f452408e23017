package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said, and with which exit code, before anything runs. */
class ExitCodesTest {

  private static final String HISTORY =
      """
      name: codes
      stream: {schema: {n: int64, at: timestamp}, event_time: at}
      history: {path: history/*.csv, format: csv}
      sinks: [{type: WriteToJson, config: {path: out/rows}}]
      """;

  @TempDir Path folder;

  @BeforeEach
  void aHistory() {
    Runs.write(folder, "history/rows.csv", "n,at\n1,2026-01-01T10:00:00Z\n");
  }

  @Test
  void aRightDefinitionIsZero() {
    InProcess check = InProcess.run("check", definition(HISTORY));
    assertThat(check.code()).isZero();
    assertThat(check.out()).contains("is right: 2 fields, 0 steps, 1 sink");
    assertThat(check.err()).isEmpty();
  }

  @Test
  void aFolderStandsForItsPipelineYaml() {
    definition(HISTORY);
    assertThat(InProcess.run("check", folder.toString()).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void aDefinitionThatIsNotThereIsTwo(String verb) {
    InProcess result = InProcess.run(verb, folder.resolve("nowhere.yaml").toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("nowhere.yaml").contains("there is no such file");
  }

  @Test
  void checkAndRunSayTheSameProblemsAndStartNothing() {
    String file =
        definition(
            HISTORY
                .replace("event_time: at", "event_time: att")
                .replace("format: csv", "formatt: csv"));
    assertSameProblems(file, "att", "formatt");
  }

  @Test
  void checkAndRunSayTheSameProblemsOfStepsAndSinks() {
    String file =
        definition(
            HISTORY
                .replace("WriteToJson", "WriteToJsn")
                .replace(
                    "sinks:", "transforms: [{type: Filter, config: {keep: \"m > 0\"}}]\nsinks:"));
    assertSameProblems(file, "WriteToJsn", "there is no field m");
  }

  private void assertSameProblems(String file, String... found) {
    InProcess check = InProcess.run("check", file);
    InProcess run = InProcess.run("run", file);
    assertThat(check.code()).isEqualTo(2);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo(check.err());
    assertThat(check.err()).contains(file + ":").contains(found);
    assertThat(check.out() + run.out()).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=SparkRunner", "--paralelism=2", "@nowhere.args", "extra"})
  void aWrongWordIsTwoAndIsNamed(String word) {
    InProcess result = InProcess.run("run", definition(HISTORY), word);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(word.replaceAll("^--|=.*$", ""));
    assertThat(result.err().lines().toList()).hasSizeLessThan(8);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aWrongVerbAndNoVerbAreTwo() {
    assertThat(InProcess.run("rum").code()).isEqualTo(2);
    assertThat(InProcess.run("rum").err()).contains("rum").contains("run");
    assertThat(InProcess.run().code()).isEqualTo(2);
    assertThat(InProcess.run("run").code()).isEqualTo(2);
    assertThat(InProcess.run("run").err()).contains("DEFINITION");
  }

  @Test
  void helpAndVersionAreZero() {
    assertThat(InProcess.run("--help").out()).contains("run").contains("check");
    assertThat(InProcess.run("run", "--help").code()).isZero();
    assertThat(InProcess.run("--version").out()).startsWith("mainstem ");
  }

  @Test
  void aHistoryThatIsNotThereIsOne() {
    InProcess result = run(HISTORY.replace("*.csv", "*.tsv"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("history/*.tsv");
    assertNothingIsLeft(result);
  }

  @Test
  void aBrokerThatIsNotThereIsOne() throws IOException {
    InProcess result = run(live("trips", unusedAddress()));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("live: no answer from 127.0.0.1:");
    assertThat(result.err().lines().filter(line -> !line.isBlank())).hasSize(1);
    assertNothingIsLeft(result);
  }

  @Test
  void aTopicThatIsNotThereIsOne() {
    InProcess result = run(live("no-such-topic", TestBroker.servers()));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("there is no topic no-such-topic");
    assertNothingIsLeft(result);
  }

  @Test
  void anOutputThatCanNotBeWrittenIsOne() {
    Runs.write(folder, "out", "a file where the folder should be");
    InProcess result = run(HISTORY);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("can't write to ").doesNotContain("\tat ");
  }

  @Test
  void filesOfSomebodyElseInTheWayAreTwo() {
    Runs.write(folder, "out/rows-00000.jsonl", "mine");
    InProcess result = run(HISTORY);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("rows-00000.jsonl");
  }

  private void assertNothingIsLeft(InProcess result) {
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).doesNotContain("\tat ");
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("pipeline.yaml", "rows.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InProcess run(String yaml) {
    return InProcess.run("run", definition(yaml), "--runner=DirectRunner");
  }

  private String definition(String yaml) {
    return Runs.write(folder, "pipeline.yaml", yaml).toString();
  }

  private static String live(String topic, String servers) {
    return """
    name: codes
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    live: {topic: %s, bootstrap_servers: "%s", stop: end}
    sinks: [{type: WriteToJson, config: {path: out/rows}}]
    """
        .formatted(topic, servers);
  }

  private static String unusedAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }
}
