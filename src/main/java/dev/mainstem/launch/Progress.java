package dev.mainstem.launch;

import java.nio.file.Path;

/** Tells somebody what a launch is about to do. */
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = line -> {};

  /** One line, without its end. */
  void say(String line);

  /** Where the log of the run should go; its folder is there. */
  default void logTo(Path file) {}
}
