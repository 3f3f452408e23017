package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Child;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} as a user runs it. */
class ReplayProcessTest {

  @TempDir Path folder;

  @Test
  void theRejectedRecordsOfARunBecomeResultsBesideItsOwn() {
    Runs.write(
        folder, "in.csv", "n,at\n1,2026-01-01T00:00:00Z\n2,01.02.2026\nx,2026-01-01T00:00:00Z\n");
    definition("");
    assertThat(exitCode("run", "pipeline.yaml")).isZero();
    definition(", format: dd.MM.yyyy");
    try (Child replay = start("replay", "pipeline.yaml")) {
      assertThat(replay.exitCode()).isEqualTo(1);
      assertThat(replay.err())
          .contains("in.csv:4: n: expected int64, found \"x\"")
          .contains("replay: 1 record\n  can't be read still: 1 record\n");
      assertThat(replay.out()).startsWith("dates-replay: done after ").contains("1 row in ");
    }
    assertThat(Runs.lines(folder, "out/rows"))
        .containsExactly("{\"n\":1,\"at\":\"2026-01-01T00:00:00Z\"}");
    assertThat(Runs.lines(folder, "replay/out/rows"))
        .containsExactly("{\"n\":2,\"at\":\"2026-02-01T00:00:00Z\"}");
  }

  @Test
  void aRunThatRejectedNothingHasNothingToReplay() {
    Runs.write(folder, "in.csv", "n,at\n1,2026-01-01T00:00:00Z\n");
    definition("");
    assertThat(exitCode("run", "pipeline.yaml")).isZero();
    try (Child replay = start("replay", "pipeline.yaml")) {
      assertThat(replay.exitCode()).isZero();
      assertThat(replay.err()).contains("replay: 0 records\n");
    }
    assertThat(folder.resolve("replay/out")).doesNotExist();
  }

  private int exitCode(String... words) {
    try (Child child = start(words)) {
      return child.exitCode();
    }
  }

  private Child start(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--runner=DirectRunner";
    return Child.start(folder, all);
  }

  private void definition(String format) {
    Runs.write(
        folder,
        "pipeline.yaml",
        """
        name: dates
        stream: {schema: {n: int64, at: {type: timestamp%s}}, event_time: at}
        history: {path: in.csv}
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """
            .formatted(format));
  }
}
