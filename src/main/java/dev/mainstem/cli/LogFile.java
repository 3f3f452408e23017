package dev.mainstem.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the log of a run goes, and whatever else libraries print to the standard error: kept in
 * memory until the run has a folder, then in a file there. What this room prints still goes to the
 * terminal. Thread-safe.
 */
final class LogFile extends OutputStream {

  private static final String LOGGER = "org.slf4j.simpleLogger.";
  private static final int MAX_KEPT = 1 << 20;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private @Nullable OutputStream file;

  private LogFile() {}

  /** Takes the standard error over. To be called before anything logs. */
  static LogFile install() {
    System.setProperty(LOGGER + "defaultLogLevel", "warn");
    System.setProperty(LOGGER + "log.dev.mainstem", "info");
    // it warns that a Flink inside this process takes no job without waiting for it, as ours does
    System.setProperty(
        LOGGER + "log.org.apache.beam.runners.flink.FlinkExecutionEnvironments", "error");
    System.setProperty(LOGGER + "showDateTime", "true");
    System.setProperty(LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    LogFile log = new LogFile();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    return log;
  }

  /** Appends to a file from now on, and what was kept first. */
  synchronized void openAt(Path path) throws IOException {
    OutputStream opened =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    kept.writeTo(opened);
    kept.reset();
    file = opened;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    if (file != null) {
      file.write(bytes, from, length);
    } else if (kept.size() < MAX_KEPT) {
      kept.write(bytes, from, length);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    if (file != null) {
      file.flush();
    }
  }
}
