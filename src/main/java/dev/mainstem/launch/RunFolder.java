package dev.mainstem.launch;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * beside the results, in {@code .mainstem}; it goes when the run is done, and stays as long as the
 * run can go on from it. One launch at a time has it, and lets it go however it ends.
 */
final class RunFolder implements AutoCloseable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String run;
  private final Path home;
  private final boolean besideResults;
  private final FileChannel lock;

  private RunFolder(String run, Plan plan) {
    this.run = run;
    this.home = homeOf(plan);
    this.besideResults = isLocal(resultsOf(plan));
    this.lock = lock();
  }

  /**
   * Makes the folder of a new run.
   *
   * @throws EnvironmentException if it can't be made
   */
  static RunFolder create(Plan plan) {
    String run =
        "%s-%04x"
            .formatted(TIME.format(Instant.now()), ThreadLocalRandom.current().nextInt(1 << 16));
    return new RunFolder(run, plan);
  }

  /**
   * Takes the folder of an earlier run.
   *
   * @throws UsageException if its launch has it still
   */
  static RunFolder reopen(Plan plan, String run) {
    return new RunFolder(run, plan);
  }

  /**
   * The folder {@code .mainstem}: beside the rejected records or, if those go elsewhere, beside the
   * last files of a sink. Where these are on no local disk, it is where they would be by default.
   */
  static Path homeOf(Plan plan) {
    String results = resultsOf(plan);
    return Path.of(isLocal(results) ? results : byDefault(plan)).resolve(FileTarget.OWN_FOLDER);
  }

  private static String resultsOf(Plan plan) {
    List<FileTarget> files = plan.files();
    return files.isEmpty() ? byDefault(plan) : files.get(files.size() - 1).folder();
  }

  private static String byDefault(Plan plan) {
    return plan.definition().folder().resolve("out").toString();
  }

  private static boolean isLocal(String folder) {
    return !folder.contains("://");
  }

  private FileChannel lock() {
    try {
      Files.createDirectories(path());
      FileChannel channel =
          FileChannel.open(
              path().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(path(), e), e);
    }
    throw new UsageException("the run %s goes on in another process".formatted(run));
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // a launch in this process has it
    }
  }

  /** What tells the run from any other. */
  String run() {
    return run;
  }

  /** The folder {@code .mainstem}. */
  Path home() {
    return home;
  }

  /** Whether it lies beside the results, so that whoever writes those sees it too. */
  boolean isBesideResults() {
    return besideResults;
  }

  /** The folder of this run. */
  Path path() {
    return pathOf(home, run);
  }

  private static Path pathOf(Path home, String run) {
    return home.resolve("run-" + run);
  }

  /** The log. */
  Path log() {
    return path().resolve("run.log");
  }

  /** The checkpoints, each job's in a folder of its own. */
  Path checkpoints() {
    return path().resolve("checkpoints");
  }

  /** The savepoints. */
  Path savepoints() {
    return path().resolve("savepoints");
  }

  /** The data of the launch's own broker. */
  Path broker() {
    return path().resolve("broker");
  }

  /** Whether a run has left a folder. */
  static boolean exists(Path home, String run) {
    return Files.isDirectory(pathOf(home, run));
  }

  /** Lets the folder go. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(path(), e), e);
    }
  }

  /** Takes the folder away, with all that is in it. */
  void delete() {
    close();
    try (Stream<Path> all = Files.walk(path())) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new EnvironmentException("can't take away %s: %s".formatted(path(), e), e);
    }
  }
}
