package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumns;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.StreamSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Finds the files of a history, once, at the launch: which there are, how each is read, and that
 * the schema's columns are in them.
 */
public final class HistoryFiles {

  private final Definition definition;
  private final HistorySpec history;

  private HistoryFiles(Definition definition, HistorySpec history) {
    this.definition = definition;
    this.history = history;
  }

  /**
   * The files of the definition's history, sorted by name; none if it has no history.
   *
   * @throws EnvironmentException if a glob matches nothing, or a file can't be what was declared
   */
  public static List<HistoryFile> find(Definition definition) {
    return definition
        .historySide()
        .map(history -> new HistoryFiles(definition, history).find())
        .orElse(List.of());
  }

  private List<HistoryFile> find() {
    List<MatchResult.Metadata> matches = new ArrayList<>();
    for (String path : history.paths()) {
      matches.addAll(match(path));
    }
    List<HistoryFile> files =
        matches.stream()
            .map(m -> m.resourceId().toString())
            .distinct()
            .sorted(Comparator.naturalOrder())
            .map(resource -> describe(history, resource, nameOf(definition, resource)))
            .toList();
    checkColumns(definition.stream(), history, files);
    return history.format().isTyped() ? narrowed(files) : files;
  }

  /** Columns that the schema does not name cost nothing. */
  private List<HistoryFile> narrowed(List<HistoryFile> files) {
    Set<String> named = TypedColumns.wanted(definition.stream());
    return files.stream()
        .map(file -> file.withColumns(file.columns().stream().filter(named::contains).toList()))
        .toList();
  }

  private List<MatchResult.Metadata> match(String path) {
    String resolved = definition.resolve(path);
    try {
      MatchResult result = FileSystems.match(resolved, EmptyMatchTreatment.DISALLOW);
      if (result.metadata().stream().anyMatch(m -> m.resourceId().isDirectory())) {
        throw new EnvironmentException(
            "history.path: %s is a folder; its files are %s/*".formatted(path, path));
      }
      return result.metadata();
    } catch (FileNotFoundException e) {
      throw new EnvironmentException(
          "history.path: no file matches %s (looked for %s)".formatted(path, resolved), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new EnvironmentException(
          "history.path: can't look for %s: %s".formatted(resolved, e.getMessage()), e);
    }
  }

  /**
   * A file that somebody named.
   *
   * @param resource what Beam's file systems call it
   * @param name what people call it
   * @throws EnvironmentException if it can't be read, or its name has no path fields
   */
  public static HistoryFile describe(HistorySpec history, String resource, String name) {
    Map<String, String> pathFields = pathFields(history, name);
    try {
      long bytes = FileSystems.matchSingleFileSpec(resource).sizeBytes();
      return switch (history.format()) {
        case CSV -> describeCsv(history.csv(), resource, name, bytes, pathFields);
        case JSON -> describeJson(resource, name, bytes, pathFields);
        case AVRO, PARQUET -> describeTyped(history.format(), resource, name, bytes, pathFields);
      };
    } catch (IOException e) {
      throw new EnvironmentException(name + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static HistoryFile describeCsv(
      CsvSpec csv, String resource, String name, long bytes, Map<String, String> pathFields)
      throws IOException {
    boolean whole = csv.multiline() || !csv.charsetOf().equals(StandardCharsets.UTF_8);
    HistoryFile.Reading reading = whole ? HistoryFile.Reading.WHOLE_CSV : HistoryFile.Reading.LINES;
    if (!csv.header()) {
      return new HistoryFile(resource, name, bytes, reading, csv.columns(), 0, pathFields);
    }
    try {
      CsvHeader header = CsvHeader.read(resource, csv);
      List<String> columns = csv.columns().isEmpty() ? header.columns() : csv.columns();
      int skip = whole ? header.records() : header.lines();
      return new HistoryFile(resource, name, bytes, reading, columns, skip, pathFields);
    } catch (BadValue e) {
      throw new EnvironmentException(
          "%s:1: the header can't be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static HistoryFile describeJson(
      String resource, String name, long bytes, Map<String, String> pathFields) throws IOException {
    HistoryFile.Reading reading =
        FileBytes.startsWithBracket(resource)
            ? HistoryFile.Reading.JSON_ARRAY
            : HistoryFile.Reading.LINES;
    return new HistoryFile(resource, name, bytes, reading, List.of(), 0, pathFields);
  }

  private static HistoryFile describeTyped(
      Format format, String resource, String name, long bytes, Map<String, String> pathFields)
      throws IOException {
    List<String> columns =
        TypedFiles.columns(format, resource).stream().map(TypedColumn::root).distinct().toList();
    return new HistoryFile(
        resource, name, bytes, HistoryFile.Reading.TYPED, columns, 0, pathFields);
  }

  /** Relative to the definition's folder where the file lies below it. */
  static String nameOf(Definition definition, String resource) {
    String folder = definition.folder() + "/";
    return resource.startsWith(folder) ? resource.substring(folder.length()) : resource;
  }

  private static Map<String, String> pathFields(HistorySpec history, String name) {
    Map<String, String> fields = new HashMap<>();
    if (history.pathFields() == null) {
      return fields;
    }
    Matcher matcher =
        Pattern.compile(history.pathFields()).matcher(name.substring(name.lastIndexOf('/') + 1));
    if (!matcher.matches()) {
      throw new EnvironmentException(
          "%s: its name does not match history.path_fields: %s"
              .formatted(name, history.pathFields()));
    }
    for (String group : history.pathFieldNames()) {
      if (matcher.group(group) != null) {
        fields.put(group, matcher.group(group));
      }
    }
    return fields;
  }

  /**
   * A column that no file has is a slip of the definition. One that only some files have came or
   * went in the course of time: where it is missing it is null, so its field must be able to be.
   *
   * @throws EnvironmentException if a column is missing, or two have one name
   */
  public static void checkColumns(StreamSpec stream, HistorySpec history, List<HistoryFile> files) {
    if (history.format().isTyped()) {
      TypedFiles.check(stream, history, files);
    } else if (history.format() == Format.CSV) {
      checkCells(stream, history, files);
    }
  }

  private static void checkCells(StreamSpec stream, HistorySpec history, List<HistoryFile> files) {
    Set<String> anywhere = new HashSet<>();
    files.forEach(file -> anywhere.addAll(file.columns()));
    for (HistoryFile file : files) {
      for (FieldSpec field : stream.fields()) {
        boolean hasRows = !file.columns().isEmpty();
        if (hasRows && !history.pathFieldNames().contains(field.name())) {
          field.from().forEach(column -> checkColumn(file, field, column, anywhere));
        }
      }
    }
  }

  private static void checkColumn(
      HistoryFile file, FieldSpec field, String column, Set<String> anywhere) {
    List<String> columns = file.columns();
    boolean mayBeMissing = field.nullable() && anywhere.contains(column);
    if (!columns.contains(column) && !mayBeMissing) {
      throw new EnvironmentException(
          "%s:1: no column %s for the field %s of the schema%s; the columns are %s"
              .formatted(
                  file.name(),
                  column,
                  field.name(),
                  NearestWord.hint(column, columns),
                  String.join(", ", columns)));
    }
    if (columns.indexOf(column) != columns.lastIndexOf(column)) {
      throw new EnvironmentException(
          "%s:1: two columns are called %s; give them names with csv.columns"
              .formatted(file.name(), column));
    }
  }
}
