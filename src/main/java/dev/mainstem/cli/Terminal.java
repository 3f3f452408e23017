package dev.mainstem.cli;

import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunState;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows a launch on the terminal, and sends its log away from there. How far a run is stands in one
 * line that is written over each second; where nobody looks on, in a file or a pipe, it is a line
 * of its own, now and then. Thread-safe.
 */
class Terminal implements Progress {

  /** Set by the start script, which can ask whether its standard error is a terminal. */
  private static final String IS_TERMINAL = "mainstem.terminal";

  private static final Duration LOOKED_AT = Duration.ofSeconds(1);
  private static final Duration NOT_LOOKED_AT = Duration.ofSeconds(10);

  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final LogFile log;
  private final boolean lookedAt;
  private final RunStateText text = new RunStateText();
  private boolean open;

  Terminal(PrintWriter err) {
    this(err, Boolean.getBoolean(IS_TERMINAL));
  }

  /**
   * @param lookedAt whether what is written over is seen as that
   */
  Terminal(PrintWriter err, boolean lookedAt) {
    this.err = err;
    this.log = LogFile.install();
    this.lookedAt = lookedAt;
  }

  @Override
  public synchronized void say(String line) {
    clear();
    err.println(line);
    err.flush();
  }

  @Override
  public Optional<Duration> interval() {
    return Optional.of(lookedAt ? LOOKED_AT : NOT_LOOKED_AT);
  }

  @Override
  public synchronized void at(RunState state) {
    if (!lookedAt) {
      say(text.of(state));
      return;
    }
    open = true;
    // without wrapping: what is too long for the line is cut off
    err.print(CLEAR + "\u001b[?7l" + text.of(state) + "\u001b[?7h");
    err.flush();
  }

  /** Takes the line away that tells how far the run is. */
  synchronized void clear() {
    if (open) {
      open = false;
      err.print(CLEAR);
      err.flush();
    }
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
