package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.launch.Launch;
import dev.mainstem.launch.UsageException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs whose rejected records go to a topic with {@code delivery: exactly_once}. */
@Timeout(180)
class RejectedOnceTest {

  private static final int HALF = 100;
  private static final int ALL = 200;
  private static final String LAST = "no number 199";

  /** The row that is told of, and the one that the job fails at. */
  private static final int TOLD = 1;

  private static final int FAILS = 2;

  /** How often each of them came; the step that sees them runs in this process. */
  private static final AtomicInteger TOLD_OF = new AtomicInteger();

  private static final AtomicInteger FAILURES = new AtomicInteger();

  @TempDir Path folder;
  private String results = "";

  @BeforeEach
  void aNewTopic() {
    results = TestBroker.topic("rejected-once", 1);
    TOLD_OF.set(0);
    FAILURES.set(0);
  }

  @Test
  void aJobThatFailsBetweenCheckpointsWritesEachRejectedRecordOnce() throws Exception {
    String live = TestBroker.topic("live", 1);
    TestBroker.publish(live, bad(0, HALF));
    // results come with a checkpoint; until the next one there is time to fail
    try (Launch launch =
        Runs.prepareOnFlink(folder, overLive(live), "--checkpointingInterval=5000")) {
      launch.rows("stream").apply("Fail", ParDo.of(new FailOnceFn()));
      Thread run = new Thread(launch::run, "run");
      run.start();
      await(run, () -> TestBroker.values(results).size() >= HALF);
      TestBroker.publish(live, bad(HALF, ALL - 1));
      // behind them in the one partition that there is, so that they are on their way when it fails
      TestBroker.publish(live, good(TOLD));
      await(run, () -> TOLD_OF.get() > 0);
      TestBroker.publish(live, good(FAILS));
      await(run, () -> FAILURES.get() > 0);
      // it comes last, when what the job has gone back to has come once more
      TestBroker.publish(live, bad(ALL - 1, ALL));
      await(run, () -> TestBroker.values(results).stream().anyMatch(text -> text.contains(LAST)));
      launch.stop();
      run.join();
    }
    assertThat(FAILURES).hasValue(1);
    assertThat(values("raw")).containsExactlyInAnyOrder(bad(0, ALL));
  }

  @Test
  void aSinkMayWriteTheSameTopic() {
    Runs.write(
        folder, "history.csv", "n,at\n1,2026-01-01T10:00:00Z\nx,2026-01-01T10:00:00Z\n2,never\n");
    Runs.onDirect(
        folder,
        definition(
            "history: {path: history.csv}",
            "{type: WriteToKafka, config: {topic: %s, bootstrap_servers: \"%s\", %s}}"
                .formatted(results, TestBroker.servers(), "delivery: exactly_once")));
    assertThat(values("raw")).containsExactlyInAnyOrder("", "x,2026-01-01T10:00:00Z", "2,never");
    assertThat(values("n")).containsExactlyInAnyOrder("1", "", "");
  }

  @Test
  void withoutCheckpointsOnFlinkTheRunIsRefused() {
    assertThatThrownBy(
            () ->
                Runs.prepareOnFlink(
                    folder, overLive(TestBroker.topic("live", 1)), "--checkpointingInterval=-1"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("rejected: delivery: exactly_once needs --streaming=true");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private String overLive(String topic) {
    return definition(
        "live: {topic: %s, bootstrap_servers: \"%s\", start: earliest}"
            .formatted(topic, TestBroker.servers()),
        "{type: WriteToJson, config: {path: out/rows}}");
  }

  private String definition(String side, String sink) {
    return """
    name: once
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    %s
    rejected: {topic: %s, bootstrap_servers: "%s", delivery: exactly_once}
    sinks:
      - %s
    """
        .formatted(side, results, TestBroker.servers(), sink);
  }

  private static String[] bad(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("{\"n\":\"no number %d\",\"at\":\"2026-01-01T10:00:00Z\"}"::formatted)
        .toArray(String[]::new);
  }

  private static String good(int n) {
    return "{\"n\":%d,\"at\":\"2026-01-01T10:00:00Z\"}".formatted(n);
  }

  private static void await(Thread run, BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      assertThat(run.isAlive()).isTrue();
    }
  }

  private List<String> values(String field) {
    Topics.awaitMarkers(results, 1);
    return TestBroker.values(results).stream()
        .map(text -> Runs.json(text).path(field).asText())
        .toList();
  }

  private static final class FailOnceFn extends DoFn<Row, Void> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row) {
      if (row.getInt64("n") == TOLD) {
        TOLD_OF.incrementAndGet();
      } else if (FAILURES.compareAndSet(0, 1)) {
        throw new IllegalStateException("as the test wants it");
      }
    }
  }
}
