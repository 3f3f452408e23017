package dev.mainstem.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.launch.RunReport;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code pipelines/} does what its {@code expected/} says, and its data is what its
 * generator makes.
 */
final class PipelinesTest {

  private static final Path PIPELINES = Path.of("pipelines");
  private static final String REJECTED = "rejected";
  private static final int README_LINES = 15;
  private static final int GENERATOR_SECONDS = 120;

  @TempDir private Path temp;

  static List<Path> pipelines() throws IOException {
    try (Stream<Path> folders = Files.list(PIPELINES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void aRunOnFlinkGivesWhatIsExpected(Path pipeline) throws IOException {
    Path folder = temp.resolve(pipeline);
    copy(pipeline, folder);
    RunReport report =
        Runs.run(DefinitionReader.read(folder, Runs.noVariables()), TestFlink.options());
    List<String> outputs =
        report.plan().sinks().stream()
            .map(Sink::files)
            .flatMap(Optional::stream)
            .map(FileTarget::base)
            .toList();
    assertThat(outputs)
        .as("each sink's rows are expected")
        .containsExactlyInAnyOrderElementsOf(expected(pipeline));
    for (String output : outputs) {
      ExpectedRows.assertSame(
          output, Runs.rows(folder, "out/" + output), expectedRows(pipeline, output));
    }
    ExpectedRows.assertSame(
        REJECTED,
        Runs.rows(folder, "out/" + REJECTED).stream().map(PipelinesTest::withoutReason).toList(),
        expectedRows(pipeline, REJECTED));
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void theGeneratorMakesWhatIsCommittedByteForByte(Path pipeline) throws Exception {
    Path made = temp.resolve(pipeline);
    generate(pipeline);
    List<Path> files = data(pipeline);
    assertThat(data(made)).containsExactlyElementsOf(files);
    for (Path file : files) {
      assertThat(Files.mismatch(made.resolve(file), pipeline.resolve(file)))
          .as("the first byte that differs in %s", file)
          .isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void aFolderHasADefinitionAndAShortReadme(Path pipeline) throws IOException {
    assertThat(pipeline.resolve("pipeline.yaml")).isRegularFile();
    assertThat(Files.readAllLines(pipeline.resolve("README.md"))).hasSizeBetween(1, README_LINES);
  }

  /** The names of the sinks that rows are expected of. */
  private static List<String> expected(Path pipeline) throws IOException {
    try (Stream<Path> files = Files.list(pipeline.resolve("expected"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".jsonl", ""))
          .filter(name -> !name.equals(REJECTED))
          .toList();
    }
  }

  private static List<JsonNode> expectedRows(Path pipeline, String name) throws IOException {
    return Files.readAllLines(pipeline.resolve("expected").resolve(name + ".jsonl")).stream()
        .map(Runs::json)
        .toList();
  }

  private static JsonNode withoutReason(JsonNode rejected) {
    return ((ObjectNode) rejected.deepCopy()).retain("source", "position", "raw");
  }

  private void generate(Path pipeline) throws IOException, InterruptedException {
    Path generator = only(pipeline.resolve("generator"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                generator.toAbsolutePath().toString(),
                pipeline.toString())
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("generator.log").toFile())
            .start();
    boolean ended = process.waitFor(GENERATOR_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("%s ends", generator).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s", generator, Files.readString(temp.resolve("generator.log")))
        .isZero();
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> programs = Files.list(folder)) {
      List<Path> all = programs.filter(p -> p.toString().endsWith(".java")).toList();
      assertThat(all).as("the generator in %s", folder).hasSize(1);
      return all.get(0);
    }
  }

  /** What a generator makes, relative to the folder of the pipeline. */
  private static List<Path> data(Path pipeline) throws IOException {
    try (Stream<Path> files = Files.walk(pipeline)) {
      return files
          .filter(Files::isRegularFile)
          .map(pipeline::relativize)
          .filter(
              file -> List.of("history", "live", "expected").contains(file.getName(0).toString()))
          .sorted()
          .toList();
    }
  }

  /** Without what earlier runs have left there. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = from.relativize(file);
        if (!relative.startsWith("out")) {
          Files.createDirectories(to.resolve(relative).getParent());
          Files.copy(file, to.resolve(relative));
        }
      }
    }
  }
}
