package dev.mainstem.infer;

import dev.mainstem.convert.InputFile;
import dev.mainstem.convert.InputFiles;
import dev.mainstem.history.FileBytes;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the text of a definition out of files, and messages if there are some. */
public final class Infer {

  /** Enough to see the dialect of a file. */
  private static final int HEAD_BYTES = 1 << 16;

  private final List<String> files;
  private final Survey history = new Survey();
  private Map<String, Object> dialect = Map.of();
  private Format format = Format.CSV;

  private Infer(List<String> files) {
    this.files = List.copyOf(files);
  }

  /**
   * The text of a definition, which is right and runs as it is.
   *
   * @param files their names, relative to where the process is
   * @param paths the same as the definition shall name them
   * @param name of the definition
   * @param topic the live side, if there is one
   * @throws EnvironmentException if a file can't be read, or nothing in it is a time
   */
  public static String definition(
      List<String> files, List<String> paths, String name, Optional<LiveSample> topic) {
    Infer infer = new Infer(files);
    infer.look();
    Optional<Survey> live = topic.map(sample -> sample.look(new Survey()));
    EventTime eventTime = EventTime.of(infer.history.columns()).orElseThrow(infer::withoutTime);
    Draft draft = new Draft(infer.history, live, eventTime);
    return new DraftText(draft, name).text(paths, infer.format, infer.dialect, topic);
  }

  private void look() {
    InputFiles inputs = InputFiles.of(null, CsvSpec.RFC_4180).withoutPathFields();
    InputFile first = inputs.open(files.get(0));
    if (first.isCsv()) {
      dialect = Dialect.of(head(first)).keys();
      inputs = InputFiles.of(Format.CSV, CsvSpec.of(dialect));
    } else {
      format = first.history().format();
      inputs = InputFiles.of(format, CsvSpec.RFC_4180);
    }
    Look look = new Look(history);
    for (String file : files) {
      look.at(inputs.open(file));
    }
  }

  private static byte[] head(InputFile file) {
    try (InputStream in = FileBytes.open(file.file().resource())) {
      return in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
    }
  }

  private EnvironmentException withoutTime() {
    return new EnvironmentException(
        "%s: no column is a time in any format that was tried, and a stream needs one; the columns are %s"
            .formatted(
                String.join(", ", files),
                String.join(
                    ", ", new TreeSet<>(history.columns().stream().map(Column::name).toList()))));
  }
}
