package dev.mainstem.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Paths of files as a definition has them: on this machine or, with a scheme, on a file system that
 * may need jars.
 */
public final class FilePaths {

  private static final String GLOBS = "a glob or a list of globs";
  private static final String S3 = "s3://";

  private FilePaths() {}

  /** A path; that the jars for it are not there is a problem. */
  public static Optional<String> read(Value value, String what) {
    Optional<String> path = value.word(what);
    path.flatMap(given -> missing(given, OptionalJars::isThere)).ifPresent(value::problem);
    return path;
  }

  /** One glob or several, at least one. */
  public static List<String> readGlobs(Value value) {
    List<Value> items = value.items();
    if (items.isEmpty()) {
      value.expected(GLOBS);
    }
    return items.stream().map(item -> read(item, GLOBS)).flatMap(Optional::stream).toList();
  }

  /** What a path needs that is not there. */
  static Optional<String> missing(String path, Predicate<OptionalJars> areThere) {
    return path.startsWith(S3) && !areThere.test(OptionalJars.S3)
        ? Optional.of(OptionalJars.S3.missing())
        : Optional.empty();
  }
}
