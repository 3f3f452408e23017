package dev.mainstem.benchmarks.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code DuckDbQuery KIND DATA OUT WINDOW_MILLIS}, with two threads. */
public final class DuckDbQuery {

  /** What all peers are told, too: types are not to be guessed. */
  private static final String READINGS =
      """
      read_csv('%s', header = true, columns = {'id': 'BIGINT', 'device': 'VARCHAR', 'at': 'TIMESTAMP',
        'x': 'DOUBLE', 'y': 'DOUBLE'})""";

  private static final String DERIVE =
      """
      SELECT id, device, strftime("at", '%%Y-%%m-%%dT%%H:%%M:%%S.%%gZ') AS "at", x, y, x + y AS total,
        1.8::DOUBLE * x + 32 AS line
      FROM %s""";

  private static final String AGGREGATE =
      """
      SELECT device, n, total, lowest, highest,
        strftime(make_timestamp(start * 1000), '%%Y-%%m-%%dT%%H:%%M:%%SZ') AS window_start,
        strftime(make_timestamp((start + %2$d) * 1000), '%%Y-%%m-%%dT%%H:%%M:%%SZ') AS window_end
      FROM (
        SELECT device, epoch_ms("at") // %2$d * %2$d AS start, count(*) AS n, sum(x) AS total, min(x) AS lowest,
          max(x) AS highest
        FROM %1$s GROUP BY ALL)""";

  private static final String FIT =
      """
      SELECT device, count(*) AS n, regr_slope(y, x) AS a, regr_intercept(y, x) AS b, regr_r2(y, x) AS r2
      FROM %s GROUP BY device""";

  private static final String SCORE = "SELECT id, device, 1.8::DOUBLE * x + 32 AS line FROM %s";

  private final Statement statement;
  private final Path result;

  private DuckDbQuery(Statement statement, Path result) {
    this.statement = statement;
    this.result = result;
  }

  public static void main(String[] args) throws SQLException, IOException {
    Path result = Files.createDirectories(Path.of(args[2], "result"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET preserve_insertion_order = false");
      DuckDbQuery query = new DuckDbQuery(statement, result);
      String readings = String.format(READINGS, args[1]);
      switch (args[0]) {
        case "derive" -> query.write(String.format(DERIVE, readings), "rows");
        case "aggregate" ->
            query.write(String.format(AGGREGATE, readings, Long.parseLong(args[3])), "rows");
        case "fit" -> {
          query.write(String.format(FIT, readings), "fit");
          query.write(String.format(SCORE, readings), "scores");
        }
        default -> throw new IllegalArgumentException("no such workload: " + args[0]);
      }
    }
  }

  private void write(String select, String name) throws SQLException {
    statement.execute(
        "COPY (" + select + ") TO '" + result.resolve(name + ".jsonl") + "' (FORMAT JSON)");
  }
}
