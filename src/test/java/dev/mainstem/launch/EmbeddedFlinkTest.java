package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Flink that comes up with its job. */
@Timeout(120)
class EmbeddedFlinkTest {

  private static final String DEFINITION =
      """
      name: many
      stream: {schema: {id: int64, at: timestamp}, event_time: at}
      history: {path: history.csv}
      windowing: {type: fixed, size: 1h}
      transforms: [{type: Combine, config: {group_by: [id], combine: {n: count}}}]
      sinks: [{type: WriteToJson, config: {path: out/counts}}]
      """;

  @TempDir Path folder;

  /** By default Flink has 2,048 buffers, and three shuffles of 28 tasks to 28 ask for more. */
  @Test
  void aJobOfManyTasksHasRoomForWhatTheySendEachOther() {
    Runs.write(
        folder,
        "history.csv",
        """
        id,at
        1,2026-01-01T10:00:00Z
        2,2026-01-01T10:00:00Z
        1,2026-01-01T10:30:00Z
        1,2026-01-01T11:00:00Z
        """);

    Runs.run(DefinitionReader.parse(DEFINITION, folder, Runs.noVariables()), "--parallelism=28");

    assertThat(Runs.rows(folder, "out/counts"))
        .extracting(row -> row.path("id").asText() + ": " + row.path("n").asText())
        .containsExactlyInAnyOrder("1: 2", "2: 1", "1: 1");
  }

  @Test
  void aPortThatSomebodyElseHasIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EmbeddedFlink flink = flink("--flinkWebPort=" + taken.getLocalPort())) {
      assertThatThrownBy(() -> flink.start(MemorySize.ofMebiBytes(1)))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith("the embedded Flink did not start: ");
    }
  }

  @Test
  void oneThatNeverStartedHasNothingToStop() {
    flink("--parallelism=1").close();
  }

  private EmbeddedFlink flink(String word) {
    return new EmbeddedFlink(
        RunnerOptions.of(List.of(word)).as(FlinkPipelineOptions.class), folder);
  }
}
