package dev.mainstem.history;

import dev.mainstem.avro.AvroRecords;
import dev.mainstem.parquet.ParquetRecords;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumn.Kind;
import dev.mainstem.record.TypedFile;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.OptionalJars;
import dev.mainstem.spec.StreamSpec;
import dev.mainstem.spec.TimeFormat;
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
          boolean mayBeMissing = field.nullable() && find(from, anywhere).isPresent();
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

  private static Optional<TypedColumn> find(String from, List<TypedColumn> columns) {
    return columns.stream().filter(column -> column.name().equals(from)).findFirst();
  }

  private static Optional<String> fault(
      FieldSpec field, String from, List<TypedColumn> columns, boolean mayBeMissing) {
    Optional<TypedColumn> column = find(from, columns);
    if (column.isEmpty()) {
      List<String> names = columns.stream().map(TypedColumn::name).toList();
      return mayBeMissing
          ? Optional.empty()
          : Optional.of(
              "no column %s for the field %s of the schema%s; the columns are %s"
                  .formatted(
                      from, field.name(), NearestWord.hint(from, names), String.join(", ", names)));
    }
    return takes(field, column.get())
        ? Optional.empty()
        : Optional.of(
            "the column %s is %s, and the field %s of the schema is %s; %s"
                .formatted(
                    from,
                    column.get().words(),
                    field.name(),
                    field.field().word(),
                    cure(field, column.get())));
  }

  private static String cure(FieldSpec field, TypedColumn column) {
    boolean time = column.kind() == Kind.TIMESTAMP || column.kind() == Kind.DATE;
    if (isTime(field) && column.kind() == Kind.NUMBER) {
      return "say what the number counts with format: epoch_millis or epoch_seconds";
    }
    return isTime(field) && time && field.format().kind() != TimeFormat.Kind.ISO
        ? "take its format away, because the file says what it is"
        : "declare another type";
  }

  private static boolean isTime(FieldSpec field) {
    return switch (field.type()) {
      case TIMESTAMP, DATE -> true;
      default -> false;
    };
  }

  /** Whether the texts that the values of a column become can be values of a field. */
  private static boolean takes(FieldSpec field, TypedColumn column) {
    Kind kind = column.kind();
    if (kind == Kind.OTHER || field.array() != column.array()) {
      return false;
    }
    boolean iso = field.format().kind() == TimeFormat.Kind.ISO;
    boolean part = field.from().size() > 1;
    return switch (field.type()) {
      case STRING -> true;
      case BOOLEAN -> kind == Kind.BOOLEAN || kind == Kind.STRING;
      case INT32, INT64, FLOAT, DOUBLE, DECIMAL -> kind == Kind.NUMBER || kind == Kind.STRING;
      case TIMESTAMP ->
          switch (kind) {
            case STRING -> true;
            case NUMBER -> part || !iso;
            case TIMESTAMP, DATE -> part || iso;
            default -> false;
          };
      case DATE ->
          switch (kind) {
            case STRING -> true;
            case NUMBER -> part || !iso;
            case DATE -> part || iso;
            default -> false;
          };
    };
  }
}
