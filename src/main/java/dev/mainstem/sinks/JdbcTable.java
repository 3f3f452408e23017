package dev.mainstem.sinks;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.RowType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as a connection sees it, and the columns of it that rows go to: those of the names of
 * their fields or, where there is none, that differ from them in capitals only.
 */
final class JdbcTable {

  private final JdbcTarget target;
  private final List<JdbcColumn> columns;

  private JdbcTable(JdbcTarget target, List<JdbcColumn> columns) {
    this.target = target;
    this.columns = columns;
  }

  /**
   * Makes sure, before a job starts, that a table is there and takes rows of a type.
   *
   * @param create whether it is made if it is not there
   * @throws EnvironmentException if it isn't or doesn't, with all that is in the way
   */
  static void check(JdbcTarget target, RowType rows, boolean create) {
    try (Connection connection = target.connect()) {
      if (create) {
        execute(connection, create(target, rows));
      }
      JdbcTable table = of(connection, target);
      table.checkColumns(rows);
      execute(
          connection,
          target
              .dialect()
              .writeNothing(target.table(), table.names(rows.names()), table.names(target.key())));
      connection.commit();
    } catch (SQLException e) {
      throw new EnvironmentException(
          "%s: can't write to the table %s: %s"
              .formatted(target.at(), target.table(), JdbcFault.text(e)),
          e);
    }
  }

  private static String create(JdbcTarget target, RowType rows) {
    return target
        .dialect()
        .create(
            target.table(),
            rows.names().stream().map(JdbcDialect::quoted).toList(),
            rows.fields().stream().map(RowType.Field::type).toList(),
            target.key().stream().map(JdbcDialect::quoted).toList());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The table as it is now. */
  static JdbcTable of(Connection connection, JdbcTarget target) throws SQLException {
    String nothing = JdbcDialect.readNothing(target.table());
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(nothing)) {
      ResultSetMetaData described = result.getMetaData();
      List<JdbcColumn> columns = new ArrayList<>();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        columns.add(
            new JdbcColumn(
                described.getColumnName(i),
                described.getColumnType(i),
                described.getColumnTypeName(i)));
      }
      return new JdbcTable(target, columns);
    }
  }

  private void checkColumns(RowType rows) {
    List<String> faults =
        rows.fields().stream().map(this::fault).flatMap(Optional::stream).toList();
    if (!faults.isEmpty()) {
      throw new EnvironmentException(
          "%s: the table %s does not fit the rows:\n  %s"
              .formatted(target.at(), target.table(), String.join("\n  ", faults)));
    }
  }

  private Optional<String> fault(RowType.Field field) {
    Optional<JdbcColumn> column = find(field.name());
    if (column.isEmpty()) {
      return Optional.of(
          "expected a column for %s, found none; the columns are %s"
              .formatted(
                  field, columns.stream().map(JdbcColumn::name).collect(Collectors.joining(", "))));
    }
    return column.get().takes(field.type())
        ? Optional.empty()
        : Optional.of(
            "expected a column that takes %s, found %s of type %s"
                .formatted(field, column.get().name(), column.get().typeName()));
  }

  private Optional<JdbcColumn> find(String field) {
    return columns.stream()
        .filter(column -> column.name().equals(field))
        .findFirst()
        .or(
            () ->
                columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(field))
                    .findFirst());
  }

  /**
   * The columns of fields, in their order.
   *
   * @throws SQLException if one has gone since the launch
   */
  List<JdbcColumn> columnsOf(List<String> fields) throws SQLException {
    List<JdbcColumn> found = new ArrayList<>();
    for (String field : fields) {
      found.add(
          find(field)
              .orElseThrow(
                  () ->
                      new SQLException(
                          "the table %s has no column %s any more"
                              .formatted(target.table(), field))));
    }
    return found;
  }

  private List<String> names(List<String> fields) throws SQLException {
    return columnsOf(fields).stream().map(c -> JdbcDialect.quoted(c.name())).toList();
  }

  /** The statement that writes a row with these fields, in their order. */
  PreparedStatement prepare(Connection connection, List<String> fields) throws SQLException {
    return connection.prepareStatement(
        target.dialect().write(target.table(), names(fields), names(target.key())));
  }
}
