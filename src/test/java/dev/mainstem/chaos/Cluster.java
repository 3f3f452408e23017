package dev.mainstem.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A Flink cluster as processes of this machine, by the commands of {@code runners/}. */
final class Cluster implements AutoCloseable {

  private static final Path COMMANDS = Path.of("runners", "flink-cluster").toAbsolutePath();

  private final Path folder;
  private final String address;

  private Cluster(Path folder) {
    this.folder = folder;
    this.address = command("start", "2");
  }

  /**
   * Starts a JobManager and two TaskManagers of two slots, which keep all they have in a folder.
   */
  static Cluster start(Path folder) {
    return new Cluster(folder);
  }

  /** For {@code --flinkMaster}. */
  String address() {
    return address;
  }

  /** The id of one of the TaskManagers' processes. */
  long taskManager(Random random) {
    try (Stream<Path> all = Files.list(folder.resolve("pid"))) {
      List<Path> names =
          all.filter(name -> name.getFileName().toString().startsWith("taskmanager-"))
              .sorted()
              .toList();
      return pid(names.get(random.nextInt(names.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the JobManager's process. */
  long jobManager() {
    return pid(folder.resolve("pid/jobmanager"));
  }

  /** Starts again what was killed. */
  void recover() {
    command("recover");
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers what a command prints. */
  private String command(String name, String... arguments) {
    List<String> words = new ArrayList<>(List.of(COMMANDS.resolve(name).toString()));
    words.addAll(List.of(arguments));
    try {
      Files.createDirectories(folder);
      Path log = folder.resolve("commands.log");
      Path answer = folder.resolve("answer");
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().put("MAINSTEM_CLUSTER", folder.toString());
      int exitCode =
          builder
              .redirectOutput(answer.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start()
              .waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(name + " failed: " + Files.readString(log));
      }
      return Files.readString(answer, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    command("stop");
  }
}
