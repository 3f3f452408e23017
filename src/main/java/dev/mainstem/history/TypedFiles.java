package dev.mainstem.history;

import dev.mainstem.avro.AvroRecords;
import dev.mainstem.parquet.ParquetRecords;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumns;
import dev.mainstem.record.TypedFile;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.OptionalJars;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that say themselves what is in them: opens them, and holds their schema to ours. */
final class TypedFiles {

  private TypedFiles() {}

  /**
   * Opens a file; whoever opens it closes it.
   *
   * @param columns the outermost columns that are read; all if there are none
   */
  static TypedFile open(Format format, String resource, Collection<String> columns)
      throws IOException {
    if (format == Format.AVRO) {
      return AvroRecords.open(FileBytes.open(resource), columns);
    }
    OptionalJars.PARQUET.require("history.format");
    return ParquetRecords.open(resource, columns);
  }

  /** The columns of a file. */
  static List<TypedColumn> columns(Format format, String resource) throws IOException {
    try (TypedFile records = open(format, resource, List.of())) {
      return records.columns();
    }
  }

  /**
   * Holds the columns of files to the fields of a schema.
   *
   * @throws EnvironmentException with all that does not fit
   */
  static void check(StreamSpec stream, HistorySpec history, List<HistoryFile> files) {
    Map<HistoryFile, List<TypedColumn>> columns = new LinkedHashMap<>();
    for (HistoryFile file : files) {
      try {
        columns.put(file, columns(history.format(), file.resource()));
      } catch (IOException e) {
        throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
      }
    }
    List<TypedColumn> anywhere = columns.values().stream().flatMap(List::stream).toList();
    List<String> faults = new ArrayList<>();
    for (FieldSpec field : stream.fields()) {
      if (!history.pathFieldNames().contains(field.name())) {
        for (String from : field.from()) {
          boolean mayBeMissing = field.nullable() && TypedColumns.find(from, anywhere).isPresent();
          columns.forEach(
              (file, its) ->
                  fault(field, from, its, mayBeMissing)
                      .ifPresent(fault -> faults.add(file.name() + ": " + fault)));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new EnvironmentException(String.join("\n", faults));
    }
  }

  private static Optional<String> fault(
      FieldSpec field, String from, List<TypedColumn> columns, boolean mayBeMissing) {
    Optional<TypedColumn> column = TypedColumns.find(from, columns);
    if (column.isEmpty()) {
      return mayBeMissing
          ? Optional.empty()
          : Optional.of(TypedColumns.missing(field, from, columns));
    }
    return TypedColumns.mismatch(field, column.get());
  }
}
