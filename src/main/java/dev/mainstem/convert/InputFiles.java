package dev.mainstem.convert;

import dev.mainstem.history.HistoryFiles;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens files that a command line names: in the format that it says, else in that of the file's
 * extension, else in the definition's, else as CSV.
 */
public final class InputFiles {

  private final @Nullable Format said;
  private final Format otherwise;
  private final CsvSpec dialect;
  private final @Nullable String pathFields;

  private InputFiles(
      @Nullable Format said, Format otherwise, CsvSpec dialect, @Nullable String pathFields) {
    this.said = said;
    this.otherwise = otherwise;
    this.dialect = dialect;
    this.pathFields = pathFields;
  }

  /**
   * Files of any kind.
   *
   * @param said the format, or null to tell it from each file's extension
   */
  public static InputFiles of(@Nullable Format said, CsvSpec dialect) {
    return new InputFiles(said, Format.CSV, dialect, null);
  }

  /** Files such as the history of a definition, if it has one, is made of. */
  public static InputFiles of(@Nullable Format said, Definition definition) {
    return definition
        .historySide()
        .map(h -> new InputFiles(said, h.format(), h.csv(), h.pathFields()))
        .orElse(of(said, CsvSpec.RFC_4180));
  }

  /** The same, where what the name of a file says does not matter. */
  public InputFiles withoutPathFields() {
    return new InputFiles(said, otherwise, dialect, null);
  }

  /**
   * Opens a file.
   *
   * @throws EnvironmentException if it isn't there, or has no header that can be read
   */
  public InputFile open(String name) {
    String resource = resourceOf(name);
    HistorySpec history =
        new HistorySpec(
            List.of(name),
            formatOf(name),
            dialect,
            pathFields,
            HistorySpec.Order.ANY,
            HistorySpec.Disorder.REJECT);
    return new InputFile(history, HistoryFiles.describe(history, resource, name));
  }

  private static String resourceOf(String name) {
    if (name.contains("://")) {
      return name;
    }
    Path path = Path.of(name).toAbsolutePath();
    if (!Files.exists(path)) {
      throw new EnvironmentException(name + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new EnvironmentException(name + ": is a folder, expected a file");
    }
    return path.toString();
  }

  private Format formatOf(String name) {
    return Optional.ofNullable(said).or(() -> Extensions.formatOf(name)).orElse(otherwise);
  }
}
