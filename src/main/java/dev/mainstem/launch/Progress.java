package dev.mainstem.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Tells somebody what a launch is about to do, and how far it is. */
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = line -> {};

  /** One line, without its end. */
  void say(String line);

  /** How often somebody wants to be told how far a run is; nothing if never. */
  default Optional<Duration> interval() {
    return Optional.empty();
  }

  /** How far a run is; said from a thread of its own. */
  default void at(RunState state) {}

  /** Where the log of the run should go; its folder is there. */
  default void logTo(Path file) {}
}
