package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ordered history in a whole pipeline: its windows, its rejected rows, and its live side. */
class OrderedHistoryRunTest {

  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MINUTES = 1_500;
  private static final int ROWS_OF_A_MINUTE = 2_000;

  @TempDir private Path folder;
  private String topic = "";

  /** Two files that overlap, one row too old for its file, and live rows of the last hour too. */
  @BeforeEach
  void writeBothSides() {
    Runs.write(
        folder,
        "a.csv",
        """
        id,at
        a1,2026-01-01T00:10:00Z
        a2,2026-01-01T01:10:00Z
        old,2026-01-01T00:50:00Z
        a3,2026-01-01T02:10:00Z
        """);
    Runs.write(
        folder,
        "b.csv",
        """
        id,at
        b1,2026-01-01T00:20:00Z
        b2,2026-01-01T02:20:00Z
        b3,2026-01-01T02:16:00Z
        """);
    topic = TestBroker.topic("ordered", 2);
    TestBroker.publish(
        topic,
        "{\"id\":\"l1\",\"at\":\"2026-01-01T02:30:00Z\"}",
        "{\"id\":\"l2\",\"at\":\"2026-01-01T03:30:00Z\"}");
  }

  private String definition() {
    return """
    name: ordered
    stream:
      schema: {id: string, at: timestamp}
      event_time: at
      max_out_of_orderness: 5m
    history: {path: "*.csv", order: event_time}
    live: {topic: %s, bootstrap_servers: "%s", stop: end}
    windowing: {type: fixed, size: 1h}
    transforms:
      - {type: Combine, config: {combine: {rows: {fn: count}, first: {fn: min, value: id}}}}
    sinks:
      - {type: WriteToJson, config: {path: out/hours}}
    """
        .formatted(topic, TestBroker.servers());
  }

  @Test
  void countsEachRowOnceOnTheDirectRunner() {
    countsEachRowOnce(Runs::onDirect);
  }

  @Test
  void countsEachRowOnceOnFlink() {
    countsEachRowOnce(Runs::onFlink);
  }

  @Test
  void theFirstWindowIsOutInAFileOfItsOwnWhileTheHistoryIsRead() throws IOException {
    try (BufferedWriter rows = Files.newBufferedWriter(folder.resolve("long.csv"))) {
      rows.write("id,at\n");
      for (int minute = 0; minute < MINUTES; minute++) {
        Instant time = YEAR.plusSeconds(60L * minute);
        for (int row = 0; row < ROWS_OF_A_MINUTE; row++) {
          rows.write(row + "," + time + "\n");
        }
      }
    }
    Runs.onFlink(
        folder,
        """
        name: long
        stream:
          schema: {id: string, at: timestamp}
          event_time: at
        history: {path: long.csv, order: event_time}
        windowing: {type: fixed, size: 1m}
        transforms: [{type: Combine, config: {combine: {rows: count}}}]
        sinks: [{type: WriteToJson, config: {path: out/minutes}}]
        """,
        "--checkpointingInterval=200"); // a file gets its name with a checkpoint
    List<String> first = Files.readAllLines(folder.resolve("out/minutes-00000.jsonl"));
    assertThat(first).hasSizeLessThan(MINUTES).first().asString().contains(YEAR.toString());
    assertThat(Runs.rows(folder, "out/minutes"))
        .hasSize(MINUTES)
        .allMatch(row -> row.path("rows").asInt() == ROWS_OF_A_MINUTE);
  }

  private void countsEachRowOnce(BiFunction<Path, String, RunReport> runner) {
    RunReport report = runner.apply(folder, definition());
    assertThat(Runs.rows(folder, "out/hours"))
        .extracting(
            row ->
                "%s %s %s"
                    .formatted(
                        row.path("window_start").asText(),
                        row.path("rows").asText(),
                        row.path("first").asText()))
        .containsExactlyInAnyOrder(
            "2026-01-01T00:00:00Z 2 a1",
            "2026-01-01T01:00:00Z 1 a2",
            "2026-01-01T02:00:00Z 4 a3",
            "2026-01-01T03:00:00Z 1 l2");
    assertThat(Runs.rows(folder, "out/rejected"))
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.path("raw").asText()).isEqualTo("old,2026-01-01T00:50:00Z");
              assertThat(rejected.path("position").path("file").asText()).isEqualTo("a.csv");
              assertThat(rejected.path("position").path("line").asInt()).isEqualTo(4);
            });
    assertThat(report.counts().of("history", "rows")).isEqualTo(6);
    assertThat(report.counts().of("live", "rows")).isEqualTo(2);
    assertThat(report.counts().rejected())
        .containsExactly(Map.entry("history: expected the order of event times", 1L));
  }
}
