package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.pipeline.Parallelism;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.StateFormat;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes on where it was stopped, and what stands in the way of that. */
@Timeout(120)
class ResumeTest {

  @TempDir Path folder;

  @Test
  void aWindowThatWasOpenAtTheStopHasTheRowsFromBeforeItAndFromBehindIt() throws Exception {
    aWindowThatWasOpenAtTheStopHasTheRowsFromBeforeItAndFromBehindIt("--parallelism=2");
  }

  @Test
  void aRunGoesOnAtALowerParallelism() throws Exception {
    aWindowThatWasOpenAtTheStopHasTheRowsFromBeforeItAndFromBehindIt("--parallelism=1");
  }

  @Test
  void aRunGoesOnAtAHigherParallelism() throws Exception {
    aWindowThatWasOpenAtTheStopHasTheRowsFromBeforeItAndFromBehindIt("--parallelism=3");
  }

  @Test
  void aRunThatGoesOnKeepsToItsBucketsOfGroups() {
    Definition definition = both("id,at\n1,2026-01-01T10:00:00Z\n");
    stopAtOnce(definition, "--parallelism=2");
    assertThat(folder.resolve("out/.mainstem/run.json"))
        .content()
        .contains("\"group_buckets\" : 8");
    Optional<RunRecord> run = RunRecord.last(folder.resolve("out/.mainstem"), "whole");
    assertThat(RunInputs.parallelism(options("--parallelism=5"), run))
        .isEqualTo(new Parallelism(5, new GroupBuckets(8)));
    assertThat(RunInputs.parallelism(options("--parallelism=5"), Optional.empty()))
        .isEqualTo(new Parallelism(5, new GroupBuckets(32)));
  }

  private void aWindowThatWasOpenAtTheStopHasTheRowsFromBeforeItAndFromBehindIt(String parallelism)
      throws Exception {
    String topic = TestBroker.topic("resumed", 3);
    String echo = TestBroker.topic("echo", 1);
    String results = TestBroker.topic("resumed-results", 1);
    Definition definition = live(topic, echo, results);
    publish(topic, "10:10", "10:20", "10:30");
    try (Launch first = Launch.prepare(definition, options(), Progress.SILENT)) {
      RunReport report = Runs.until(first, () -> TestBroker.values(echo).size() == 3);
      assertThat(report.stopped()).isTrue();
      assertThat(report.resumable()).isTrue();
    }
    publish(topic, "10:40", "12:00", "12:00", "12:00");
    try (Launch second = Launch.resume(definition, options(parallelism), Progress.SILENT)) {
      RunReport report = Runs.until(second, () -> !TestBroker.values(results).isEmpty());
      assertThat(report.resumed()).isTrue();
    }
    assertThat(TestBroker.values(results)).hasSize(1);
    assertThat(TestBroker.values(results).get(0)).contains("\"n\":4");
  }

  @Test
  void aRunThatIsDoneHasNothingToGoOnWith() {
    Definition definition = history("id,at\n1,2026-01-01T10:00:00Z\n");
    Runs.run(definition, TestFlink.options());
    assertThatThrownBy(() -> Launch.resume(definition, options(), Progress.SILENT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has come to its end; begin afresh without --resume");
  }

  @Test
  void thereMustBeARunToGoOnWith() {
    Definition definition = history("id,at\n1,2026-01-01T10:00:00Z\n");
    assertThatThrownBy(() -> Launch.resume(definition, options(), Progress.SILENT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no run of whole in " + folder.resolve("out/.mainstem"));
  }

  @Test
  void theDirectRunnerCanNotGoOn() {
    Definition definition = history("id,at\n1,2026-01-01T10:00:00Z\n");
    assertThatThrownBy(
            () ->
                Launch.resume(
                    definition,
                    RunnerOptions.of(List.of("--runner=DirectRunner")),
                    Progress.SILENT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("this runner takes no checkpoints");
  }

  @Test
  void aSavepointIsForARunThatGoesOn() {
    Definition definition = history("id,at\n1,2026-01-01T10:00:00Z\n");
    assertThatThrownBy(
            () -> Launch.prepare(definition, options("--savepointPath=/s/1"), Progress.SILENT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a run that goes on needs --resume too");
  }

  @Test
  void aFileThatHasChangedSinceStopsTheRunFromGoingOn() {
    Definition definition = both("id,at\n1,2026-01-01T10:00:00Z\n");
    stopAtOnce(definition);
    Runs.write(
        folder, "history/rows.csv", "id,at\n1,2026-01-01T10:00:00Z\n2,2026-01-01T10:00:00Z\n");
    assertThatThrownBy(() -> Launch.resume(definition, options(), Progress.SILENT))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(
            "history/rows.csv: is not as it was when the run began, with 29 bytes");
  }

  @Test
  void aFileThatCameSinceIsNotReadByTheRunThatGoesOn() {
    Definition definition = both("id,at\n1,2026-01-01T10:00:00Z\n");
    stopAtOnce(definition);
    Runs.write(folder, "history/more.csv", "id,at\n1,2026-01-01T10:00:00Z\n");
    try (Launch launch = Launch.resume(definition, options(), Progress.SILENT)) {
      assertThat(launch.inputs().files())
          .extracting(file -> file.name())
          .containsExactly("history/rows.csv");
    }
  }

  @Test
  void aRunWhoseStateIsInAnotherFormCanNotGoOn() throws Exception {
    Definition definition = both("id,at\n1,2026-01-01T10:00:00Z\n");
    stopAtOnce(definition);
    Path record = folder.resolve("out/.mainstem/run.json");
    String noted = "\"state_format\" : " + StateFormat.NUMBER;
    assertThat(record).content().contains(noted);
    String run = Files.readString(record);
    Files.writeString(record, run.replace(noted, "\"state_format\" : 4711"));
    assertThatItCanNotGoOn(definition, "in form 4711, and this build reads form ");
    // as builds did that noted none
    Files.writeString(record, run.replace(noted + ",", ""));
    assertThatItCanNotGoOn(definition, "in form 1, and this build reads form ");
    assertThat(record).content().contains("\"stopped\" : true");
  }

  private static void assertThatItCanNotGoOn(Definition definition, String why) {
    try (Launch launch = Launch.resume(definition, options(), Progress.SILENT)) {
      assertThatThrownBy(launch::run)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(why + StateFormat.NUMBER);
    }
  }

  @Test
  void twoLaunchesCanNotHaveOneRun() {
    Definition definition = both("id,at\n1,2026-01-01T10:00:00Z\n");
    stopAtOnce(definition);
    try (Launch launch = Launch.resume(definition, options(), Progress.SILENT)) {
      assertThatThrownBy(() -> Launch.resume(definition, options(), Progress.SILENT))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("goes on in another process");
      assertThatThrownBy(() -> Launch.prepare(definition, options(), Progress.SILENT))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("goes on in another process");
    }
  }

  @Test
  void aFreshRunTakesAwayWhatAnEarlierOneLeftToGoOnWith() {
    Definition definition = both("id,at\n1,2026-01-01T10:00:00Z\n");
    stopAtOnce(definition);
    Path own = folder.resolve("out/.mainstem");
    List<Path> left = list(own, "run-");
    assertThat(left).hasSize(1);
    stopAtOnce(definition);
    assertThat(list(own, "run-")).hasSize(1).doesNotContainAnyElementsOf(left);
  }

  private static List<Path> list(Path folder, String prefix) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stopAtOnce(Definition definition, String... further) {
    try (Launch launch = Launch.prepare(definition, options(further), Progress.SILENT)) {
      launch.stop();
      assertThat(launch.run().resumable()).isTrue();
    }
  }

  private static PipelineOptions options(String... further) {
    return RunnerOptions.of(
        Stream.concat(Stream.of(TestFlink.options()), Stream.of(further)).toList());
  }

  private static void publish(String topic, String... times) {
    for (String time : times) {
      TestBroker.publish(topic, "{\"id\":1,\"at\":\"2026-01-01T%s:00Z\"}".formatted(time));
    }
  }

  private Definition live(String topic, String echo, String results) {
    return parse(
        """
        name: whole
        stream: {schema: {id: int64, at: timestamp}, event_time: at, max_out_of_orderness: 0s}
        live: {topic: %s, bootstrap_servers: "%2$s", idle_after: 1s}
        windowing: {type: fixed, size: 1h}
        transforms: [{type: Combine, config: {combine: {n: {fn: count}}}}]
        sinks:
          - {type: WriteToKafka, input: stream, config: {topic: %3$s, bootstrap_servers: "%2$s"}}
          - {type: WriteToKafka, config: {topic: %4$s, bootstrap_servers: "%2$s"}}
        """
            .formatted(topic, TestBroker.servers(), echo, results));
  }

  private Definition history(String rows) {
    Runs.write(folder, "history/rows.csv", rows);
    return parse(
        """
        name: whole
        stream: {schema: {id: int64, at: timestamp}, event_time: at}
        history: {path: history/*.csv, format: csv}
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """);
  }

  /** With a live side that has no end, so that the run doesn't end before it is stopped. */
  private Definition both(String rows) {
    Runs.write(folder, "history/rows.csv", rows);
    return parse(
        """
        name: whole
        stream: {schema: {id: int64, at: timestamp}, event_time: at}
        history: {path: history/*.csv, format: csv}
        live: {topic: %s, bootstrap_servers: "%s"}
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """
            .formatted(TestBroker.topic("endless", 1), TestBroker.servers()));
  }

  private Definition parse(String yaml) {
    return DefinitionReader.parse(yaml, folder, Runs.noVariables());
  }
}
