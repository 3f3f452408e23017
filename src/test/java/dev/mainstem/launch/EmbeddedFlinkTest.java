package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.BeforeEach;
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

  @BeforeEach
  void write() {
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
  }

  /** By default Flink has 2,048 buffers, and three shuffles of 28 tasks to 28 ask for more. */
  @Test
  void aJobOfManyTasksHasRoomForWhatTheySendEachOther() {
    run("--parallelism=28");

    assertThat(counts()).containsExactlyInAnyOrder("1: 2", "2: 1", "1: 1");
  }

  /** Its tasks end with a checkpoint only, and the next one of the interval is far away. */
  @Test
  @Timeout(60)
  void aJobThatIsThroughEndsAtOnce() {
    run("--parallelism=2", "--checkpointingInterval=600000");

    assertThat(counts()).containsExactlyInAnyOrder("1: 2", "2: 1", "1: 1");
  }

  @Test
  void whereItCantStartTheResultsOfTheEarlierRunStay() throws Exception {
    run("--parallelism=1");
    Path record = folder.resolve("out/.mainstem/run.json");
    String before = Files.readString(record);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> run("--parallelism=1", "--flinkWebPort=" + taken.getLocalPort()))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith("the embedded Flink did not start: ");
    }

    assertThat(counts()).containsExactlyInAnyOrder("1: 2", "2: 1", "1: 1");
    assertThat(record).hasContent(before);
  }

  /**
   * As in a server, or a jar of jars: the JVM's own loader knows other classes, or none of ours.
   */
  @Test
  void itRunsWhereTheClassesComeFromAnotherLoaderThanTheJvmsOwn() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    try (URLClassLoader other =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(other);
      other
          .loadClass(InAnotherLoader.class.getName())
          .getMethod("run", Path.class)
          .invoke(null, folder);
    } finally {
      thread.setContextClassLoader(usual);
    }

    assertThat(counts()).containsExactlyInAnyOrder("1: 2", "2: 1", "1: 1");
  }

  /** What runs with classes that are not those of the test. */
  public static final class InAnotherLoader {

    private InAnotherLoader() {}

    /** Runs the definition of a folder. */
    public static void run(Path folder) {
      Runs.run(DefinitionReader.parse(DEFINITION, folder, Runs.noVariables()), "--parallelism=1");
    }
  }

  private void run(String... options) {
    Runs.run(DefinitionReader.parse(DEFINITION, folder, Runs.noVariables()), options);
  }

  private List<String> counts() {
    return Runs.rows(folder, "out/counts").stream()
        .map(row -> row.path("id").asText() + ": " + row.path("n").asText())
        .toList();
  }

  @Test
  void aPortThatSomebodyElseHasIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EmbeddedFlink flink = flink("--flinkWebPort=" + taken.getLocalPort())) {
      assertThatThrownBy(
              () -> flink.start(MemorySize.ofMebiBytes(1), new EmbeddedMetrics(Set.of())))
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
