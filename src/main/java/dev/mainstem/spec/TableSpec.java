package dev.mainstem.spec;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One bounded file whose rows have a type of their own and no time.
 *
 * @param file its path, as written, and how it is read
 * @param rows what they hold
 */
public record TableSpec(HistorySpec file, StreamSpec rows) implements Serializable {

  /** The table that some keys of a step describe, unless they have problems; these are noted. */
  public static Optional<TableSpec> read(Section section) {
    Optional<String> path =
        section.require("path", "the file to look up in").flatMap(v -> FilePaths.read(v, "a path"));
    Format format = section.get("format").flatMap(TableSpec::readFormat).orElse(Format.CSV);
    CsvSpec csv = HistorySpec.readDialect(section, format);
    Optional<StreamSpec> rows = StreamSpec.readTimeless(section);
    return path.isEmpty() || rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new TableSpec(file(path.get(), format, csv), rows.get()));
  }

  /** What is looked up in is text. */
  private static Optional<Format> readFormat(Value value) {
    Map<String, Format> words = new LinkedHashMap<>();
    words.put("csv", Format.CSV);
    words.put("json", Format.JSON);
    return value.oneOf(words);
  }

  private static HistorySpec file(String path, Format format, CsvSpec csv) {
    return new HistorySpec(
        List.of(path), format, csv, null, HistorySpec.Order.ANY, HistorySpec.Disorder.REJECT);
  }

  /** Its path, as written. */
  public String path() {
    return file.paths().get(0);
  }

  /** The type of its rows. */
  public RowType rowType() {
    return rows.rowType();
  }
}
