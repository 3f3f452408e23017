package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.Variables;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A launch between its preparation and its end: what can stop it, and what it keeps to itself. */
@Timeout(120)
class LaunchTest {

  private static final String SECRET = "hunter2-is-not-to-be-seen";
  private static final String TEXT = "forty characters that make a line longer";
  private static final String[] DIRECT = {"--runner=DirectRunner"};

  @TempDir Path folder;

  @Test
  void aLaunchThatIsToldToStopBeforeItRunsStopsOnTheDirectRunner() {
    aLaunchThatIsToldToStopBeforeItRunsStops(DIRECT);
  }

  @Test
  void aLaunchThatIsToldToStopBeforeItRunsStopsOnFlink() {
    aLaunchThatIsToldToStopBeforeItRunsStops(TestFlink.options());
  }

  private void aLaunchThatIsToldToStopBeforeItRunsStops(String... options) {
    try (Launch launch = prepare(live("idle_after: 30s"), Map.of(), options)) {
      launch.stop();
      assertThat(launch.run().stopped()).isTrue();
    }
  }

  @Test
  void anIdlePartitionDoesNotHoldAWindowBackThatTheOthersHavePassed() throws Exception {
    String results = TestBroker.topic("idle-results", 1);
    String topic = TestBroker.topic("idle", 2);
    TestBroker.publish(topic, record("2026-01-01T10:10:00Z"), record("2026-01-01T11:10:00Z"));
    String yaml =
        """
        name: idle
        stream: {schema: {n: int64, at: timestamp}, event_time: at, max_out_of_orderness: 0s}
        live: {topic: %s, bootstrap_servers: "%2$s", idle_after: 1s}
        windowing: {type: fixed, size: 1h}
        transforms: [{type: Combine, config: {combine: {rows: {fn: count}}}}]
        sinks: [{type: WriteToKafka, config: {topic: %3$s, bootstrap_servers: "%2$s"}}]
        """
            .formatted(topic, TestBroker.servers(), results);
    try (Launch launch = prepare(yaml, Map.of(), TestFlink.options())) {
      Thread run = new Thread(launch::run, "run");
      run.start();
      while (TestBroker.values(results).isEmpty()) {
        assertThat(run.isAlive()).isTrue();
      }
      launch.stop();
      run.join();
    }
    assertThat(TestBroker.values(results).get(0))
        .contains("\"rows\":1")
        .contains("\"window_start\":\"2026-01-01T10:00:00Z\"");
  }

  /** Three rows, one of which comes too late, and a message that is none. */
  @Test
  void aRunOnTheEmbeddedFlinkTellsHowFarItIs() throws Exception {
    String topic = TestBroker.topic("far", 1);
    TestBroker.publish(
        topic, record("2026-01-01T10:00:00Z"), record("2026-01-01T12:00:00Z"), "no message");
    String yaml =
        """
        name: far
        stream: {schema: {n: int64, at: timestamp}, event_time: at, max_out_of_orderness: 0s}
        live: {topic: %s, bootstrap_servers: "%s", idle_after: never}
        windowing: {type: fixed, size: 1h}
        transforms: [{type: Combine, config: {combine: {rows: {fn: count}}}}]
        sinks: [{type: WriteToJson, config: {path: out/counts}}]
        """
            .formatted(topic, TestBroker.servers());
    Told told = new Told();
    try (Launch launch = prepare(yaml, told, "--parallelism=2", "--checkpointingInterval=500")) {
      Thread run = new Thread(launch::run, "run");
      run.start();
      Instant noon = Instant.parse("2026-01-01T12:00:00Z");
      told.await(state -> noon.equals(state.watermark()) && state.checkpoints() > 0);
      TestBroker.publish(topic, record("2026-01-01T10:30:00Z"));
      JobState last =
          told.await(
              state ->
                  state.counts().late() == 1
                      && state.counts().of("live", "rows") == 3
                      && state.counts().rejected().size() == 1
                      && state.counts().offsets().equals(Map.of(0, 3L)));
      launch.stop();
      run.join();
      assertThat(last.counts().rejected().values()).containsExactly(1L);
      assertThat(last.counts().results()).isEqualTo(1);
      assertThat(last.watermark()).isEqualTo(noon);
      assertThat(last.restarts()).isZero();
    }
  }

  /**
   * With bundles of ten minutes, and no checkpoint, only how many batches are in a bundle can end
   * it: in each of the steps behind each other.
   */
  @Test
  void theWatermarkOfAnOrderedHistoryMovesWhileItIsRead() throws Exception {
    int rows = 1_000_000;
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    StringBuilder csv = new StringBuilder("n,at,text\n");
    for (int i = 0; i < rows; i++) {
      csv.append(i).append(',').append(start.plusSeconds(i)).append(",").append(TEXT).append('\n');
    }
    Runs.write(folder, "history.csv", csv.toString());
    String yaml =
        """
        name: ordered
        stream: {schema: {n: int64, at: timestamp, text: string}, event_time: at}
        history: {path: history.csv, order: event_time}
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """;
    Told told = new Told();
    String[] options = {
      "--parallelism=1",
      "--maxBundleSize=16",
      "--maxBundleTimeMills=600000",
      "--autoWatermarkInterval=5",
      "--checkpointingInterval=600000"
    };
    try (Launch launch = prepare(yaml, told, options)) {
      assertThat(launch.run().counts().of("history", "rows")).isEqualTo(rows);
    }
    assertThat(told.states)
        .extracting(JobState::watermark)
        .filteredOn(watermark -> watermark != null)
        .anyMatch(watermark -> watermark.isAfter(start.plusSeconds(rows / 2)));
  }

  /** Who is told how far a run is. */
  private static final class Told implements Progress {

    private final BlockingQueue<JobState> states = new LinkedBlockingQueue<>();

    @Override
    public void say(String line) {
      // only how far it is counts
    }

    @Override
    public Optional<Duration> interval() {
      return Optional.of(Duration.ofMillis(5));
    }

    @Override
    public void at(RunState state) {
      states.add(state.job());
    }

    JobState await(Predicate<JobState> wanted) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      JobState state = states.poll(60, TimeUnit.SECONDS);
      while (state != null && !wanted.test(state) && System.nanoTime() < deadline) {
        state = states.poll(60, TimeUnit.SECONDS);
      }
      assertThat(state).as("told last").isNotNull().matches(wanted);
      return state;
    }
  }

  @Test
  void aSecretIsNeitherInTheRecordOfARunNorInWhatFlinkShows() throws Exception {
    String yaml = live("stop: end, consumer: {client.rack: \"${RACK_TOKEN}\"}");
    try (Launch launch = prepare(yaml, Map.of("RACK_TOKEN", SECRET), TestFlink.options())) {
      launch.run();
    }
    assertThat(Runs.lines(folder, "out/rows")).hasSize(1);
    assertThat(Files.readString(folder.resolve("out/.mainstem/run.json"))).doesNotContain(SECRET);
    JsonNode jobs = Runs.json(flink("/jobs")).path("jobs");
    assertThat(jobs).isNotEmpty();
    for (JsonNode job : jobs) {
      String path = "/jobs/" + job.path("id").asText();
      assertThat(flink(path) + flink(path + "/config") + flink(path + "/plan"))
          .doesNotContain(SECRET);
    }
  }

  @Test
  void aSecretThatStandsInAMessageIsStars() {
    String yaml = live("stop: end").replaceFirst("topic: [^,]+", "topic: \"\\${TOPIC_TOKEN}\"");
    assertThatThrownBy(() -> prepare(yaml, Map.of("TOPIC_TOKEN", SECRET), DIRECT))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("there is no topic ***")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  private Launch prepare(String yaml, Progress progress, String... options) {
    Definition definition = DefinitionReader.parse(yaml, folder, Runs.noVariables());
    return Launch.prepare(
        definition, RunnerOptions.of(List.of(options), Plan.of(definition)), progress);
  }

  private Launch prepare(String yaml, Map<String, String> set, String... options) {
    return Launch.prepare(
        DefinitionReader.parse(yaml, folder, new Variables(set, name -> null)),
        RunnerOptions.of(List.of(options)),
        Progress.SILENT);
  }

  private static String live(String further) {
    String topic = TestBroker.topic("launch", 1);
    TestBroker.publish(topic, record("2026-01-01T10:00:00Z"));
    return """
    name: launch
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    live: {topic: %s, bootstrap_servers: "%s", %s}
    sinks: [{type: WriteToJson, config: {path: out/rows}}]
    """
        .formatted(topic, TestBroker.servers(), further);
  }

  private static String record(String at) {
    return "{\"n\":1,\"at\":\"%s\"}".formatted(at);
  }

  private static String flink(String path) throws IOException, InterruptedException {
    String master = TestFlink.options()[0].replace("--flinkMaster=", "http://");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(master + path)).build(),
            BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }
}
