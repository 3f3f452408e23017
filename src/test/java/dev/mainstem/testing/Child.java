package dev.mainstem.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The command line in a process of its own, as {@code bin/mainstem} starts it. */
public final class Child implements AutoCloseable {

  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it in a folder. */
  public static Child start(Path folder, String... arguments) {
    return run(folder, command(arguments));
  }

  /** Starts any command in a folder. */
  public static Child run(Path folder, List<String> command) {
    try {
      Path out = Files.createTempFile("mainstem-child", ".out");
      Path err = Files.createTempFile("mainstem-child", ".err");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new Child(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // the log's own default, which a user has: that of the tests is on this class path
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=info");
    command.add("@" + Path.of("bin", "jvm.args").toAbsolutePath());
    command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
    command.add("dev.mainstem.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Waits for its end; answers the exit code. */
  public int exitCode() {
    return exitCode(LIMIT_SECONDS);
  }

  /** Waits for its end, so long at most; answers the exit code. */
  public int exitCode(long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IllegalStateException("did not end; it said:\n" + err() + out());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends it a signal, such as {@code TERM}. */
  public void signal(String name) {
    signal(process.pid(), name);
  }

  /** Sends any process a signal. */
  public static void signal(long pid, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until something is so, as long as the process lives. */
  public void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("ended or is stuck; it said:\n" + err() + out());
      }
      pause();
    }
  }

  private void pause() {
    try {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it ends in a time, which passes otherwise. */
  public boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** The processes that it started and that live. */
  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** What it has printed so far. */
  public String out() {
    return text(out);
  }

  /** What it has printed to the standard error so far. */
  public String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it, if it lives still. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
