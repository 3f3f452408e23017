package dev.mainstem.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ids that a checkpoint holds are known after a failure, on a real Flink. */
@Timeout(240)
class DedupeRestartTest {

  private static final String AT = "2026-01-01T10:00:00Z";

  /** So many that every task has some of them. */
  private static final List<String> BEHIND =
      IntStream.range(0, 20).mapToObj(i -> "behind " + i).toList();

  @TempDir private Path folder;

  @Test
  void copiesOfWhatCameBeforeAFailureAreFoundBehindIt() {
    Runs.write(folder, "h.csv", "id,at\na,%s\nb,%s\n".formatted(AT, AT));
    String topic = TestBroker.topic("restart", 1);
    TestBroker.publish(topic, message("c"));
    List<String> options = new ArrayList<>(List.of(TestFlink.options()));
    options.add("--checkpointingInterval=500");
    try (Launch launch =
        Launch.prepare(
            DefinitionReader.parse(definition(topic), folder, Runs.noVariables()),
            RunnerOptions.of(options),
            Progress.SILENT)) {
      launch.rows("stream").apply("Watch", ParDo.of(new WatchFn()));
      CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(launch::run);
      await(() -> WatchFn.PASSED.size() == 3);
      long before = checkpoints(topic);
      await(() -> checkpoints(topic) >= before + 2);

      TestBroker.publish(topic, message("failure"));
      await(WatchFn.FAILED::get);
      TestBroker.publish(topic, message("a"), message("b"), message("c"));
      // one partition keeps the order, so the copies are through where those behind them are
      TestBroker.publish(topic, BEHIND.stream().map(id -> message(id)).toArray(String[]::new));
      await(() -> WatchFn.PASSED.containsAll(BEHIND));
      launch.stop();
      run.join();
      assertThat(WatchFn.PASSED)
          .filteredOn(id -> !BEHIND.contains(id))
          .containsExactlyInAnyOrder("a", "b", "c", "failure");
    }
  }

  /** Its name is that of the topic, by which its job is found. */
  private static String definition(String topic) {
    return """
    name: %s
    stream: {schema: {id: string, at: timestamp}, event_time: at}
    history: {path: h.csv, order: event_time}
    live: {topic: %s, bootstrap_servers: "%s"}
    cutover: {dedupe: {by: [id]}}
    sinks: [{type: WriteToJson, config: {path: out/rows}}]
    """
        .formatted(topic, topic, TestBroker.servers());
  }

  private static String message(String id) {
    return "{\"id\":\"%s\",\"at\":\"%s\"}".formatted(id, AT);
  }

  /** Notes what passes, and fails the job when it first sees a certain row. */
  private static final class WatchFn extends DoFn<Row, Void> {

    private static final long serialVersionUID = 1L;

    /** The tasks are in this process. */
    static final List<String> PASSED = new CopyOnWriteArrayList<>();

    static final AtomicBoolean FAILED = new AtomicBoolean();

    @ProcessElement
    public void process(@Element Row row) {
      String id = String.valueOf(row.<String>getValue("id"));
      if (id.equals("failure") && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("the failure of the test");
      }
      PASSED.add(id);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** How many checkpoints of the job are complete. */
  private static long checkpoints(String name) {
    for (JsonNode job : flink("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(name)) {
        return flink("/jobs/" + job.path("jid").asText() + "/checkpoints")
            .path("counts")
            .path("completed")
            .asLong();
      }
    }
    return 0;
  }

  private static JsonNode flink(String path) {
    String master = TestFlink.options()[0].replaceFirst("--flinkMaster=", "http://");
    try {
      return Runs.json(
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(master + path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
