package dev.mainstem.launch;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Where a run keeps what is no result: its log, its checkpoints, the data of its broker. It lies
 * beside the results, in {@code .mainstem}, and goes when the run ends well; what stays is the
 * record of the last run.
 *
 * @param run what tells the run from any other
 * @param home the folder {@code .mainstem}
 */
record RunFolder(String run, Path home) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Makes the folder of a new run.
   *
   * @throws EnvironmentException if it can't be made
   */
  static RunFolder create(Plan plan) {
    String run =
        "%s-%04x"
            .formatted(TIME.format(Instant.now()), ThreadLocalRandom.current().nextInt(1 << 16));
    RunFolder folder = new RunFolder(run, homeOf(plan));
    try {
      Files.createDirectories(folder.path());
      return folder;
    } catch (IOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(folder.path(), e), e);
    }
  }

  /** Beside the rejected records or, if those go elsewhere, beside the first files of a sink. */
  private static Path homeOf(Plan plan) {
    List<FileTarget> files = plan.files();
    String beside =
        files.isEmpty()
            ? plan.definition().folder().resolve("out").toString()
            : files.get(files.size() - 1).folder();
    boolean local = !beside.contains("://");
    return (local ? Path.of(beside) : Path.of(System.getProperty("java.io.tmpdir")))
        .resolve(".mainstem");
  }

  /** The folder of this run. */
  Path path() {
    return home.resolve("run-" + run);
  }

  /** What this run, and then the next one, leaves behind. */
  Path record() {
    return home.resolve("run.json");
  }

  /** The log. */
  Path log() {
    return path().resolve("run.log");
  }

  /** Takes the folder away, with all that is in it. */
  void delete() {
    try (Stream<Path> all = Files.walk(path())) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new EnvironmentException("can't take away %s: %s".formatted(path(), e), e);
    }
  }
}
