package dev.mainstem.cli;

import dev.mainstem.launch.Progress;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Shows a launch on the terminal, and sends its log away from there. */
final class Terminal implements Progress {

  private final PrintWriter err;
  private final LogFile log;

  Terminal(PrintWriter err) {
    this.err = err;
    this.log = LogFile.install();
  }

  @Override
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public void logTo(Path file) {
    try {
      log.openAt(file);
    } catch (IOException e) {
      throw new EnvironmentException("can't write the log to %s: %s".formatted(file, e), e);
    }
  }
}
