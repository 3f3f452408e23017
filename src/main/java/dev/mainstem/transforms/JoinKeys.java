package dev.mainstem.transforms;

import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code Join} finds the row of its table by.
 *
 * @param fields of the rows that come
 * @param columns of the table, one for each field, of the same types
 */
record JoinKeys(List<String> fields, List<String> columns) {

  JoinKeys {
    fields = List.copyOf(fields);
    columns = List.copyOf(columns);
  }

  /** The keys of {@code on}, unless there are problems; these are noted. */
  static Optional<JoinKeys> read(Value on, RowType rows, RowType table) {
    Map<String, String> keys = new LinkedHashMap<>();
    boolean sound = true;
    for (Map.Entry<String, Value> entry : entries(on).entrySet()) {
      Optional<RowType.Field> field = field(entry.getKey(), entry.getValue(), on, rows);
      Optional<RowType.Field> column =
          entry.getValue().text("a column").flatMap(name -> column(name, entry.getValue(), table));
      sound &= field.isPresent() && column.isPresent();
      if (field.isPresent() && column.isPresent()) {
        sound &= fit(field.get(), column.get(), entry.getValue());
        keys.put(field.get().name(), column.get().name());
      }
    }
    if (sound && keys.isEmpty()) {
      on.expected("at least one field");
    }
    return sound && !keys.isEmpty()
        ? Optional.of(new JoinKeys(List.copyOf(keys.keySet()), List.copyOf(keys.values())))
        : Optional.empty();
  }

  /** Columns by fields; a field that is named alone has the column of its name. */
  private static Map<String, Value> entries(Value on) {
    if (on.isMapping()) {
      return on.section("columns by fields").map(Section::all).orElse(Map.of());
    }
    Map<String, Value> entries = new LinkedHashMap<>();
    for (Value item : on.items()) {
      Optional<String> name = item.text("a field");
      if (name.isPresent() && entries.put(name.get(), item) != null) {
        on.problem("a field stands twice");
      }
    }
    return entries;
  }

  private static Optional<RowType.Field> field(String name, Value value, Value on, RowType rows) {
    Optional<RowType.Field> field = rows.field(name);
    if (field.isEmpty()) {
      String rule =
          "no such field: %s%s; there are %s"
              .formatted(
                  name, NearestWord.hint(name, rows.names()), String.join(", ", rows.names()));
      if (on.isMapping()) {
        value.keyProblem(rule);
      } else {
        value.problem(rule);
      }
    }
    return field;
  }

  /** A column of the table by its name; what is none is noted. */
  static Optional<RowType.Field> column(String name, Value value, RowType table) {
    Optional<RowType.Field> column = table.field(name);
    if (column.isEmpty()) {
      value.problem(
          "no such column in the schema: %s%s; there are %s"
              .formatted(
                  name, NearestWord.hint(name, table.names()), String.join(", ", table.names())));
    }
    return column;
  }

  private static boolean fit(RowType.Field field, RowType.Field column, Value value) {
    boolean array = field.array() || column.array();
    if (array) {
      value.problem("an array is no key: " + (field.array() ? field : column));
    } else if (field.type() != column.type()) {
      value.problem(
          "%s can't be found by %s; give the column the type of the field, or cast the field"
              .formatted(column, field));
    }
    return !array && field.type() == column.type();
  }
}
