package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the state of a stopped job is, and where it can go on. */
@Timeout(120)
class StateBackendTest {

  private static final String ROCKSDB = "--stateBackend=rocksdb";
  private static final String NOTHING_SAID = "--objectReuse=true";
  private static final String HEAP = "--stateBackend=hashmap";
  private static final String IN_ROCKSDB = "EmbeddedRocksDBStateBackend";
  private static final String ON_HEAP = "HashMapStateBackend";

  private final String topic = TestBroker.topic("state", 2);
  private final String echo = TestBroker.topic("state-echo", 1);
  private final String results = TestBroker.topic("state-results", 1);
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    ROCKSDB + "," + IN_ROCKSDB + "," + ROCKSDB + "," + IN_ROCKSDB,
    NOTHING_SAID + "," + ON_HEAP + "," + ROCKSDB + "," + IN_ROCKSDB,
    ROCKSDB + "," + IN_ROCKSDB + "," + HEAP + "," + ON_HEAP
  })
  void aStoppedRunGoesOnInEitherStateBackend(
      String before, String first, String after, String second) throws Exception {
    PipelineOptions options = options(before);
    publish("10:10", "10:20", "10:30");
    try (Launch launch = Launch.prepare(definition(), options, Progress.SILENT)) {
      assertThat(Runs.until(launch, () -> TestBroker.values(echo).size() == 3).resumable())
          .isTrue();
      assertThat(stateBackend()).isEqualTo(first);
    }
    options = options(after);
    publish("10:40", "12:00", "12:00", "12:00");
    try (Launch launch = Launch.resume(definition(), options, Progress.SILENT)) {
      assertThat(Runs.until(launch, () -> !TestBroker.values(results).isEmpty()).resumable())
          .isTrue();
      assertThat(stateBackend()).isEqualTo(second);
    }
    assertThat(TestBroker.values(results)).singleElement().asString().contains("\"n\":4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--stateBackend=rocks | --stateBackend: expected hashmap or rocksdb, found rocks",
        "--stateBackend=filesystem | --stateBackend: expected hashmap or rocksdb, found filesystem",
        "--stateBackendStoragePath=/s | --stateBackendStoragePath: checkpoints lie beside",
      })
  void aStateBackendThatThereIsNotIsRefused(String word, String message) {
    assertThatThrownBy(() -> RunnerOptions.of(List.of(word)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void whoLacksTheJarsOfRocksDbIsToldTheCommandThatFetchesThem() {
    assertThatThrownBy(() -> StateBackend.check(flink(ROCKSDB), jars -> false))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--stateBackend=rocksdb: the jars of rocksdb are not on the class path; mvn"
                + " dependency:copy-dependencies@rocksdb fetches them into the folder jars of the"
                + " checkout");
  }

  @ParameterizedTest
  @ValueSource(strings = {HEAP, NOTHING_SAID})
  void theHeapNeedsNoJars(String word) {
    assertThatCode(() -> StateBackend.check(flink(word), jars -> false)).doesNotThrowAnyException();
  }

  private static FlinkPipelineOptions flink(String word) {
    return RunnerOptions.flink(RunnerOptions.of(List.of(word))).orElseThrow();
  }

  private static PipelineOptions options(String further) {
    return RunnerOptions.of(List.of("--parallelism=2", further));
  }

  /** The class that the job's tasks had their state in, as the embedded Flink tells. */
  private String stateBackend() throws IOException, InterruptedException {
    JsonNode job =
        Runs.json(Files.readString(folder.resolve("out/.mainstem/run.json"))).path("job");
    return new FlinkJob(job.path("master").asText(), job.path("id").asText())
        .get("/checkpoints/config")
        .path("state_backend")
        .asText();
  }

  private void publish(String... times) {
    for (String time : times) {
      TestBroker.publish(topic, "{\"id\":1,\"at\":\"2026-01-01T%s:00Z\"}".formatted(time));
    }
  }

  private Definition definition() {
    String yaml =
        """
        name: state
        stream: {schema: {id: int64, at: timestamp}, event_time: at, max_out_of_orderness: 0s}
        live: {topic: %s, bootstrap_servers: "%2$s", idle_after: 1s}
        windowing: {type: fixed, size: 1h}
        transforms: [{type: Combine, config: {combine: {n: {fn: count}}}}]
        sinks:
          - {type: WriteToKafka, input: stream, config: {topic: %3$s, bootstrap_servers: "%2$s"}}
          - {type: WriteToKafka, config: {topic: %4$s, bootstrap_servers: "%2$s"}}
        """
            .formatted(topic, TestBroker.servers(), echo, results);
    return DefinitionReader.parse(yaml, folder, Runs.noVariables());
  }
}
