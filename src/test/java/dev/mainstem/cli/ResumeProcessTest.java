package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.testing.Child;
import dev.mainstem.testing.Runs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is struck in the middle of its history, and goes on in another process. */
@Timeout(240)
class ResumeProcessTest {

  private static final int ROWS = 1_000_000;
  private static final int KEYS = 7;
  private static final int BAD_EVERY = 50_000;

  /** Of each key its number of rows, and the sum of their ids. */
  private final Map<String, String> expected = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void aRunThatWasStoppedAndThenKilledHasEachRowOnceInItsResults() throws IOException {
    history();
    strike("TERM", 0);
    assertThat(record().path("stopped").asBoolean()).isTrue();
    strike("KILL", 137, "--resume");
    try (Child last = start("--resume")) {
      assertThat(last.exitCode()).as(last.err()).isZero();
      assertThat(last.err()).contains("going on from ");
    }
    assertThat(record().path("stopped").asBoolean()).isFalse();
    assertEachRowOnce();
    assertThat(folder.resolve("out/.mainstem")).isDirectoryNotContaining("glob:**/run-*");
  }

  /** Strikes a run when it has taken a checkpoint, and its history isn't read yet. */
  private void strike(String signal, int exitCode, String... further) {
    long before = checkpoints();
    try (Child run = start(further)) {
      run.await(() -> checkpoints() > before);
      run.signal(signal);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    }
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/*.jsonl");
  }

  private Child start(String... further) {
    return Child.start(
        folder,
        Stream.concat(
                Stream.of("run", "pipeline.yaml", "--parallelism=1", "--checkpointingInterval=100"),
                Stream.of(further))
            .toArray(String[]::new));
  }

  private JsonNode record() throws IOException {
    return Runs.json(Files.readString(folder.resolve("out/.mainstem/run.json")));
  }

  /** How many were ever completed: the newest one's number, for each job. */
  private long checkpoints() {
    Path own = folder.resolve("out/.mainstem");
    if (!Files.exists(own)) {
      return 0;
    }
    Map<Path, Long> newest = new TreeMap<>();
    try (Stream<Path> all = Files.find(own, 6, (path, a) -> path.endsWith("_metadata"))) {
      all.map(Path::getParent)
          .filter(chk -> chk.getFileName().toString().startsWith("chk-"))
          .forEach(
              chk ->
                  newest.merge(
                      chk.getParent(),
                      Long.valueOf(chk.getFileName().toString().substring("chk-".length())),
                      Math::max));
    } catch (UncheckedIOException | IOException e) {
      return 0; // the run takes old ones away while we look
    }
    return newest.values().stream().mapToLong(Long::longValue).sum();
  }

  private void assertEachRowOnce() {
    Map<String, String> sums = new TreeMap<>();
    for (JsonNode row : Runs.rows(folder, "out/sums")) {
      sums.put(row.path("key").asText(), row.path("n").asLong() + " " + row.path("s").asLong());
    }
    assertThat(sums).isEqualTo(expected);
    assertThat(Runs.rows(folder, "out/rows").stream().map(row -> row.path("id").asLong()))
        .hasSize(ROWS - ROWS / BAD_EVERY)
        .doesNotHaveDuplicates();
    assertThat(Runs.rows(folder, "out/rejected").stream().map(r -> r.path("position").path("line")))
        .hasSize(ROWS / BAD_EVERY)
        .doesNotHaveDuplicates();
  }

  private void history() throws IOException {
    Runs.write(folder, "pipeline.yaml", DEFINITION);
    Path file = Runs.write(folder, "history/rows.csv", "");
    long[] counts = new long[KEYS];
    long[] sums = new long[KEYS];
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,key,at\n");
      for (int id = 0; id < ROWS; id++) {
        int key = id % KEYS;
        boolean bad = id % BAD_EVERY == 1;
        out.write("%s,k%d,%d\n".formatted(bad ? "x" + id : id, key, 1_700_000_000L + id / 100));
        counts[key] += bad ? 0 : 1;
        sums[key] += bad ? 0 : id;
      }
    }
    for (int key = 0; key < KEYS; key++) {
      expected.put("k" + key, counts[key] + " " + sums[key]);
    }
  }

  private static final String DEFINITION =
      """
      name: struck
      stream:
        schema: {id: int64, key: string, at: {type: timestamp, format: epoch_seconds}}
        event_time: at
      history: {path: history/*.csv, format: csv}
      windowing: {type: global}
      transforms:
        - name: sums
          type: Combine
          config: {group_by: [key], combine: {n: {fn: count}, s: {fn: sum, value: id}}}
      sinks:
        - {type: WriteToJson, input: stream, config: {path: out/rows}}
        - {type: WriteToJson, input: sums, config: {path: out/sums}}
      """;
}
