package dev.mainstem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Runs definitions as a launch does, in this process, and reads what they wrote. */
public final class Runs {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Runs() {}

  /** Writes a file below a folder, making what folders it needs. */
  public static Path write(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a definition, whose paths start from the folder, on the DirectRunner. */
  public static RunReport onDirect(Path folder, String yaml) {
    return run(DefinitionReader.parse(yaml, folder, noVariables()), "--runner=DirectRunner");
  }

  /** Runs a definition, whose paths start from the folder, on the Flink of the tests. */
  public static RunReport onFlink(Path folder, String yaml, String... more) {
    try (Launch launch = prepareOnFlink(folder, yaml, more)) {
      return launch.run();
    }
  }

  /** Prepares such a run, for whoever looks at it or adds steps; to be closed by the caller. */
  public static Launch prepareOnFlink(Path folder, String yaml, String... more) {
    return Launch.prepare(
        DefinitionReader.parse(yaml, folder, noVariables()),
        RunnerOptions.of(Stream.of(TestFlink.options(), more).flatMap(Arrays::stream).toList()),
        Progress.SILENT);
  }

  /** Runs a definition with the words of a command line. */
  public static RunReport run(Definition definition, String... options) {
    try (Launch launch =
        Launch.prepare(definition, RunnerOptions.of(List.of(options)), Progress.SILENT)) {
      return launch.run();
    }
  }

  /** No variable has a value, whatever the environment of the tests is. */
  public static Variables noVariables() {
    return new Variables(Map.of(), name -> null);
  }

  /** Runs a launch, and stops it as soon as there is enough. */
  public static RunReport until(Launch launch, BooleanSupplier enough) throws Exception {
    CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(launch::run);
    while (!enough.getAsBoolean()) {
      assertThat(run).isNotDone();
    }
    launch.stop();
    return run.get();
  }

  /** The rows of all files of a sink, such as {@code out/windows}, in the order of the files. */
  public static List<JsonNode> rows(Path folder, String output) {
    return lines(folder, output).stream().map(Runs::json).toList();
  }

  /** The lines of all files of a sink, in the order of the files. */
  public static List<String> lines(Path folder, String output) {
    List<String> lines = new ArrayList<>();
    try {
      for (Path file : files(folder, output)) {
        lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** All files of a sink, in their order. */
  public static List<Path> files(Path folder, String output) {
    Path first = folder.resolve(output);
    try (Stream<Path> files = Files.list(first.getParent())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(nameOf(first)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JSON text as a tree, its numbers exact. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(Path output) {
    return output.getFileName() + "-";
  }
}
