package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars that a user adds to the class path, such as drivers of databases: {@code bin/mainstem}
 * puts them there, and the workers of a cluster get them too.
 */
final class UserJars {

  /** What {@code bin/mainstem} calls them; a class path. */
  private static final String PROPERTY = "mainstem.jars";

  private static final String ALL_OF_FOLDER = "*";

  private UserJars() {}

  /** Those of this process. */
  static List<String> all() {
    return of(System.getProperty(PROPERTY, ""));
  }

  /**
   * The jars of a class path, in its order; those of a folder by their names.
   *
   * @param classPath as Java takes it: {@code folder/*} is all jars of the folder
   * @throws EnvironmentException if a folder can't be read, or a jar isn't there
   */
  static List<String> of(String classPath) {
    List<String> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (entry.endsWith(File.separator + ALL_OF_FOLDER)) {
        jars.addAll(jarsIn(path.resolveSibling("")));
      } else if (Files.isRegularFile(path)) {
        jars.add(entry);
      } else if (!entry.isBlank()) {
        throw new EnvironmentException("MAINSTEM_JARS: there is no jar " + entry);
      }
    }
    return jars;
  }

  private static List<String> jarsIn(Path folder) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
      List<String> jars = new ArrayList<>();
      found.forEach(jar -> jars.add(jar.toString()));
      return jars.stream().sorted().toList();
    } catch (IOException e) {
      throw new EnvironmentException("MAINSTEM_JARS: can't read the folder " + folder, e);
    }
  }
}
