package dev.mainstem.convert;

import dev.mainstem.history.FileRecords;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * The types of the columns of CSV files: those that a definition declares, and for the others what
 * their cells have in common, which takes a first pass over the files. Immutable.
 */
public final class ColumnTypes {

  private final Map<String, RowType.Field> types;

  private ColumnTypes(Map<String, RowType.Field> types) {
    this.types = Map.copyOf(types);
  }

  /** The types that the cells of all these files have in common, column by column. */
  public static ColumnTypes of(List<InputFile> files) {
    return new ColumnTypes(infer(files, Map.of()));
  }

  /**
   * The same, except that a column which the stream declares is what it declares: a time or a part
   * of one stays the text that its format is for.
   */
  public static ColumnTypes of(List<InputFile> files, StreamSpec stream) {
    Map<String, RowType.Field> declared = declared(stream);
    Map<String, RowType.Field> all = infer(files, declared);
    all.putAll(declared);
    return new ColumnTypes(all);
  }

  private static Map<String, RowType.Field> declared(StreamSpec stream) {
    Map<String, RowType.Field> declared = new HashMap<>();
    for (FieldSpec field : stream.fields()) {
      for (String column : field.from()) {
        declared.merge(
            column,
            cellOf(field, column),
            (a, b) -> a.equals(b) ? a : cell(column, FieldType.STRING));
      }
    }
    return declared;
  }

  private static RowType.Field cellOf(FieldSpec field, String column) {
    boolean text = field.from().size() > 1 || isTime(field.type());
    FieldType type = text ? FieldType.STRING : field.type();
    return new RowType.Field(column, type, true, field.array());
  }

  private static RowType.Field cell(String column, FieldType type) {
    return new RowType.Field(column, type, true);
  }

  private static boolean isTime(FieldType type) {
    return type == FieldType.TIMESTAMP || type == FieldType.DATE;
  }

  private static Map<String, RowType.Field> infer(
      List<InputFile> files, Map<String, RowType.Field> declared) {
    Map<String, CellType> seen = new HashMap<>();
    for (InputFile file : files) {
      checkNames(file);
      List<String> open =
          file.file().columns().stream().filter(c -> !declared.containsKey(c)).toList();
      open.forEach(column -> seen.computeIfAbsent(column, c -> new CellType()));
      if (!open.isEmpty()) {
        look(file, open, seen);
      }
    }
    Map<String, RowType.Field> types = new HashMap<>();
    seen.forEach((column, cells) -> types.put(column, cell(column, cells.type())));
    return types;
  }

  private static void checkNames(InputFile file) {
    List<String> columns = file.file().columns();
    for (String column : columns) {
      if (columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw new EnvironmentException(
            ("%s:1: two columns are called %s; give them names of their own, with --columns or"
                    + " history.csv.columns")
                .formatted(file.name(), column));
      }
    }
  }

  private static void look(InputFile file, List<String> columns, Map<String, CellType> seen) {
    StreamSpec texts =
        StreamSpec.timeless(
            columns.stream().map(c -> FieldSpec.named(c, FieldType.STRING, true)).toList());
    List<CellType> types = columns.stream().map(seen::get).toList();
    try {
      FileRecords.read(texts, file.history(), file.file(), file.watch(), new Look(types));
    } catch (IOException e) {
      throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
    }
  }

  /** Looks at cells; bad rows are told by the pass that takes the rows. */
  private record Look(List<CellType> types) implements RecordReceiver {

    @Override
    public void row(Row row, Instant eventTime) {
      for (int i = 0; i < types.size(); i++) {
        Object cell = row.getValues().get(i);
        if (cell != null) {
          types.get(i).add((String) cell);
        }
      }
    }

    @Override
    public void rejected(Rejected rejected) {}
  }

  /** The rows of a CSV file as they are: its columns, each of its type, all of them nullable. */
  StreamSpec streamOf(InputFile file) {
    return StreamSpec.timeless(
        file.file().columns().stream()
            .map(c -> FieldSpec.named(types.getOrDefault(c, cell(c, FieldType.STRING))))
            .toList());
  }
}
