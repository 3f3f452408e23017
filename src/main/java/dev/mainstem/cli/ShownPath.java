package dev.mainstem.cli;

import java.nio.file.Path;
import java.util.List;

/** Paths as people like to read them: from the current folder, where that is shorter. */
final class ShownPath {

  private ShownPath() {}

  /** A path; one of another file system is shown as it is. */
  static String of(String path) {
    return of(path, Path.of(""));
  }

  static String of(String path, Path current) {
    Path absolute = current.toAbsolutePath();
    if (path.contains("://") || !Path.of(path).isAbsolute()) {
      return path;
    }
    String relative = absolute.relativize(Path.of(path)).toString();
    return relative.isEmpty() || relative.length() >= path.length() ? path : relative;
  }

  /** Several files of one kind: the first of them, and the name of the last. */
  static String ofAll(List<String> files) {
    String first = of(files.get(0));
    String last = files.get(files.size() - 1);
    return files.size() == 1
        ? first
        : "%d files, %s to %s"
            .formatted(files.size(), first, last.substring(last.lastIndexOf('/') + 1));
  }
}
