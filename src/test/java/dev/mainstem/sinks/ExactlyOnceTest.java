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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with {@code delivery: exactly_once}, also those that fail on the way. */
@Timeout(180)
class ExactlyOnceTest {

  private static final int PARTITIONS = 2;
  private static final int HALF = 100;
  private static final int ALL = 200;

  /** How often the job has failed; the steps that fail run in this process. */
  private static final AtomicInteger FAILURES = new AtomicInteger();

  @TempDir Path folder;
  private String results = "";

  @BeforeEach
  void aNewTopic() {
    results = TestBroker.topic("each-once", PARTITIONS);
    FAILURES.set(0);
  }

  @Test
  void eachRowIsThereOnceOnTheDirectRunner() {
    history();
    Runs.onDirect(folder, overHistory());
    assertThat(numbers()).containsExactlyElementsOf(upTo(ALL));
  }

  @Test
  void aJobThatFailsBehindItsLastTransactionWritesNothingTwice() {
    history();
    try (Launch launch =
        Runs.prepareOnFlink(folder, overHistory(), "--checkpointingInterval=1000")) {
      failAtTheEnd(launch.rows("stream"));
      launch.run();
    }
    assertThat(FAILURES).hasValue(1);
    assertThat(numbers()).containsExactlyElementsOf(upTo(ALL));
  }

  @Test
  void aJobThatFailsBetweenCheckpointsWritesEachRowOnce() throws Exception {
    String live = TestBroker.topic("live", PARTITIONS);
    publish(live, 0, HALF);
    try (Launch launch =
        Runs.prepareOnFlink(folder, overLive(live), "--checkpointingInterval=1000")) {
      launch.rows("stream").apply("Fail", ParDo.of(new FailOnceFn()));
      Thread run = new Thread(launch::run, "run");
      run.start();
      awaitResults(run, HALF);
      publish(live, HALF, ALL);
      awaitResults(run, ALL);
      launch.stop();
      run.join();
    }
    assertThat(FAILURES).hasValue(1);
    assertThat(numbers()).containsExactlyElementsOf(upTo(ALL));
  }

  @Test
  void withoutCheckpointsOnFlinkTheRunIsRefused() {
    history();
    for (String option :
        List.of(
            "--checkpointingInterval=-1",
            "--checkpointingMode=AT_LEAST_ONCE",
            "--streaming=false")) {
      assertThatThrownBy(() -> Runs.prepareOnFlink(folder, overHistory(), option).close())
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("sinks/0_WriteToKafka: delivery: exactly_once needs");
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void history() {
    Runs.write(
        folder,
        "history.csv",
        IntStream.range(0, ALL)
            .mapToObj(n -> n + ",2026-01-01T10:00:00Z")
            .collect(Collectors.joining("\n", "n,at\n", "\n")));
  }

  private String overHistory() {
    return definition("history: {path: history.csv}", "shards: 3");
  }

  private String overLive(String topic) {
    return definition(
        "live: {topic: %s, bootstrap_servers: \"%s\", start: earliest}"
            .formatted(topic, TestBroker.servers()),
        "key: [n]");
  }

  private String definition(String side, String config) {
    return """
    name: once
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    %s
    sinks:
      - type: WriteToKafka
        config: {topic: %s, bootstrap_servers: "%s", delivery: exactly_once, %s}
    """
        .formatted(side, results, TestBroker.servers(), config);
  }

  private static void publish(String topic, int from, int to) {
    TestBroker.publish(
        topic,
        IntStream.range(from, to)
            .mapToObj("{\"n\":%d,\"at\":\"2026-01-01T10:00:00Z\"}"::formatted)
            .toArray(String[]::new));
  }

  private void awaitResults(Thread run, int count) {
    while (TestBroker.values(results).size() < count) {
      assertThat(run.isAlive()).isTrue();
    }
  }

  private List<Integer> numbers() {
    Topics.awaitMarkers(results, PARTITIONS);
    return TestBroker.values(results).stream()
        .map(text -> Runs.json(text).path("n").asInt())
        .sorted()
        .toList();
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private void failAtTheEnd(PCollection<Row> rows) {
    rows.apply("OneKey", WithKeys.<String, Row>of("").withKeyType(TypeDescriptors.strings()))
        .apply("FailAtEnd", ParDo.of(new FailAtEndFn(results)));
  }

  /** Fails at a row of the second half, after rows of both halves. */
  private static final class FailOnceFn extends DoFn<Row, Void> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row) {
      if (row.getInt64("n") == HALF + HALF / 2 && FAILURES.compareAndSet(0, 1)) {
        throw new IllegalStateException("as the test wants it");
      }
    }
  }

  /**
   * Fails once all results are there, with the end of the stream; no checkpoint comes in between,
   * because this task is in the way of it.
   */
  private static final class FailAtEndFn extends DoFn<KV<String, Row>, Void> {

    private static final long serialVersionUID = 1L;

    @TimerId("end")
    private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    private final String results;

    FailAtEndFn(String results) {
      this.results = results;
    }

    @ProcessElement
    public void process(@TimerId("end") Timer end) {
      end.set(GlobalWindow.INSTANCE.maxTimestamp());
    }

    @OnTimer("end")
    public void end() {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (FAILURES.get() == 0 && System.nanoTime() < deadline) {
        if (TestBroker.values(results).size() == ALL) {
          FAILURES.set(1);
          throw new IllegalStateException("as the test wants it");
        }
      }
    }
  }
}
