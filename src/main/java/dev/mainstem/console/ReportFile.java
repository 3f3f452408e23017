package dev.mainstem.console;

import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that the page of a run is written to at its end. */
final class ReportFile {

  private ReportFile() {}

  /**
   * Makes sure before a run that its page can be written: a run may take days.
   *
   * @throws EnvironmentException if it can't
   */
  static void check(Path file) {
    Path folder = folder(file);
    if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new EnvironmentException(
          "--report: can't write %s; name a file in a folder that is there".formatted(file));
    }
  }

  /**
   * Writes it, in the place of one that was there.
   *
   * @throws EnvironmentException if it can't be written any more
   */
  static void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new EnvironmentException("--report: can't write %s: %s".formatted(file, e), e);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }
}
