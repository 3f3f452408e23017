package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.Launch;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.Tables;
import dev.mainstem.testing.TestBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fail while they write into a table, with windows that answer again and again. */
@Timeout(180)
class JdbcRestartTest {

  private static final int GROUPS = 7;
  private static final int HALF = 150;
  private static final int ALL = 300;

  /** How often the job has failed; the step that fails runs in this process. */
  private static final AtomicInteger FAILURES = new AtomicInteger();

  @TempDir Path folder;

  @Test
  void aJobThatFailsLeavesTheLastValueOfEachKeyAndNoOther() throws Exception {
    String url = Tables.h2();
    String live = TestBroker.topic("live", 1);
    FAILURES.set(0);
    TestBroker.publish(live, numbers(0, HALF));
    try (Launch launch =
        Runs.prepareOnFlink(folder, definition(live, url), "--checkpointingInterval=1000")) {
      launch.rows("stream").apply("Fail", ParDo.of(new FailOnceFn()));
      Thread run = new Thread(launch::run, "run");
      run.start();
      await(run, () -> total(url) == sumOf(HALF));
      TestBroker.publish(live, numbers(HALF, ALL - 1));
      await(run, () -> FAILURES.get() == 1);
      // it comes last, when what the job has gone back to has come once more
      TestBroker.publish(live, numbers(ALL - 1, ALL));
      await(run, () -> total(url) == sumOf(ALL));
      launch.stop();
      run.join();
    }
    assertThat(Tables.query(url, "SELECT \"g\", \"n\", \"total\" FROM groups ORDER BY \"g\""))
        .containsExactlyElementsOf(naiveGroups());
  }

  private static String definition(String topic, String url) {
    return """
    name: restarted
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    live: {topic: %s, bootstrap_servers: "%s", start: earliest}
    windowing: {type: fixed, size: 1h, early_every: 100ms}
    transforms:
      - {type: MapToFields, config: {append: true, fields: {g: "n %% %d"}}}
      - type: Combine
        config: {group_by: [g], combine: {n: count, total: {fn: sum, value: n}}}
    sinks:
      - type: WriteToJdbc
        config: {url: "%s", table: groups, key: [g, window_start], create_table: true, shards: 3}
    """
        .formatted(topic, TestBroker.servers(), GROUPS, url);
  }

  private static String[] numbers(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("{\"n\":%d,\"at\":\"2026-01-01T10:00:00Z\"}"::formatted)
        .toArray(String[]::new);
  }

  private static void await(Thread run, BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      assertThat(run.isAlive()).isTrue();
    }
  }

  private static long total(String url) {
    return Tables.query(url, "SELECT \"total\" FROM groups").stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static long sumOf(int end) {
    return IntStream.range(0, end).sum();
  }

  private static List<String> naiveGroups() {
    Map<Integer, long[]> groups = new TreeMap<>();
    for (int n = 0; n < ALL; n++) {
      long[] group = groups.computeIfAbsent(n % GROUPS, g -> new long[2]);
      group[0]++;
      group[1] += n;
    }
    return groups.entrySet().stream()
        .map(g -> "%d|%d|%d".formatted(g.getKey(), g.getValue()[0], g.getValue()[1]))
        .toList();
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
}
