package dev.mainstem.sinks;

import dev.mainstem.spec.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What databases say in words of their own. */
enum JdbcDialect {
  POSTGRESQL("jdbc:postgresql:", "text", "numeric") {
    @Override
    String upsert(String table, List<String> columns, List<String> key, String rows) {
      String set =
          columns.stream()
              .filter(column -> !key.contains(column))
              .map(column -> "%s = EXCLUDED.%s".formatted(column, column))
              .collect(Collectors.joining(", "));
      return insert(table, columns, rows)
          + " ON CONFLICT (%s) DO ".formatted(String.join(", ", key))
          + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
    }
  },
  H2("jdbc:h2:", "varchar", "decfloat") {
    @Override
    String upsert(String table, List<String> columns, List<String> key, String rows) {
      return "MERGE INTO %s (%s) KEY (%s) %s"
          .formatted(table, String.join(", ", columns), String.join(", ", key), rows);
    }
  };

  private final String prefix;
  private final String text;
  private final String decimal;

  JdbcDialect(String prefix, String text, String decimal) {
    this.prefix = prefix;
    this.text = text;
    this.decimal = decimal;
  }

  /** The dialect of a database, by the beginning of its address. */
  static Optional<JdbcDialect> of(String url) {
    return Arrays.stream(values()).filter(dialect -> url.startsWith(dialect.prefix)).findFirst();
  }

  /** How the addresses of its databases begin. */
  String prefix() {
    return prefix;
  }

  /** How the addresses of all databases begin that can be written to. */
  static List<String> prefixes() {
    return Arrays.stream(values()).map(JdbcDialect::prefix).toList();
  }

  /** A name as a database takes it, whatever characters and capitals it has. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The statement that reads no row, and so tells the columns alone. */
  static String readNothing(String table) {
    return select("*", table);
  }

  private static String select(String columns, String table) {
    return "SELECT %s FROM %s WHERE 1 = 0".formatted(columns, table);
  }

  /**
   * The statement that writes one row: in the place of the one with its key, if there is a key and
   * such a row, else beside the others.
   *
   * @param columns quoted, in the order of the parameters
   * @param key those of them that are the key
   */
  String write(String table, List<String> columns, List<String> key) {
    String row =
        columns.stream().map(column -> "?").collect(Collectors.joining(", ", "VALUES (", ")"));
    return statement(table, columns, key, row);
  }

  /** The same statement for no row at all, for which a database judges it all the same. */
  String writeNothing(String table, List<String> columns, List<String> key) {
    return statement(table, columns, key, select(String.join(", ", columns), table));
  }

  private String statement(String table, List<String> columns, List<String> key, String rows) {
    return key.isEmpty() ? insert(table, columns, rows) : upsert(table, columns, key, rows);
  }

  /** An insertion that replaces the rows that have the keys of the new ones. */
  abstract String upsert(String table, List<String> columns, List<String> key, String rows);

  private static String insert(String table, List<String> columns, String rows) {
    return "INSERT INTO %s (%s) %s".formatted(table, String.join(", ", columns), rows);
  }

  /** The statement that makes a table, unless there is one of that name. */
  String create(String table, List<String> columns, List<FieldType> types, List<String> key) {
    StringBuilder create = new StringBuilder("CREATE TABLE IF NOT EXISTS " + table + " (");
    for (int i = 0; i < columns.size(); i++) {
      create.append(i == 0 ? "" : ", ").append(columns.get(i)).append(' ').append(of(types.get(i)));
    }
    if (!key.isEmpty()) {
      create.append(", PRIMARY KEY (").append(String.join(", ", key)).append(')');
    }
    return create.append(')').toString();
  }

  private String of(FieldType type) {
    return switch (type) {
      case STRING -> text;
      case BOOLEAN -> "boolean";
      case INT32 -> "integer";
      case INT64 -> "bigint";
      case FLOAT -> "real";
      case DOUBLE -> "double precision";
      case DECIMAL -> decimal;
      case TIMESTAMP -> "timestamp with time zone";
      case DATE -> "date";
    };
  }
}
