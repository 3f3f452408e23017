import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the rows of {@code .ci/failures-jdbc}, and looks at the tables that they went into.
 *
 * <pre>java -cp DRIVER .ci/JdbcTables.java generate|count|third|check URL FOLDER ROWS</pre>
 *
 * <p>{@code third} waits until a third of the rows are there, and {@code check} when each key is
 * there once with what was computed here: all numbers are sums of halves, so that they have no
 * rounding in them.
 */
final class JdbcTables {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int DEVICES = 20;
  private static final int ROWS_OF_A_WINDOW = 600;

  private final String url;
  private final int rows;

  private JdbcTables(String url, int rows) {
    this.url = url;
    this.rows = rows;
  }

  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    JdbcTables tables = new JdbcTables(args[1], Integer.parseInt(args[3]));
    boolean well =
        switch (args[0]) {
          case "generate" -> tables.generate(Path.of(args[2]));
          case "count" -> tables.tell();
          case "third" -> tables.awaitThird();
          case "check" -> tables.check();
          default -> throw new IllegalArgumentException(args[0]);
        };
    System.exit(well ? 0 : 1);
  }

  private static double amount(int id) {
    return id % 97 + 0.5;
  }

  /** One row a second, so that a window of ten minutes has 600 of them. */
  private boolean generate(Path folder) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("rows.csv"))) {
      out.write("id,device,at,amount\n");
      for (int id = 0; id < rows; id++) {
        out.write("%d,d%d,%s,%s\n".formatted(id, id % DEVICES, FIRST.plusSeconds(id), amount(id)));
      }
    }
    return true;
  }

  private boolean tell() throws SQLException {
    System.out.printf("with %,d rows of %,d in the table%n", count("mainstem_rows"), rows);
    return true;
  }

  private long count(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return count(connection, table);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (ResultSet found =
        connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
      found.next();
      return found.getLong(1);
    }
  }

  /** Looks all the time, so that whoever waits for it finds the job at work. */
  private boolean awaitThird() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = DriverManager.getConnection(url)) {
      while (System.nanoTime() < deadline) {
        if (hasRows(connection) && count(connection, "mainstem_rows") > rows / 3) {
          return true;
        }
        Thread.sleep(20);
      }
    }
    return false;
  }

  /** The launch makes the table. */
  private static boolean hasRows(Connection connection) throws SQLException {
    try (ResultSet found =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (found.next()) {
        if (found.getString("TABLE_NAME").equalsIgnoreCase("mainstem_rows")) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean check() throws SQLException {
    boolean well = checkRows() & checkDevices();
    long again = count("mainstem_keyless") - rows;
    System.out.printf(
        "%s; without a key, %,d rows came again%n",
        well ? "%,d rows and their windows, each key once".formatted(rows) : "wrong", again);
    // what is written at least once must not lack any
    return well && again >= 0;
  }

  private boolean checkRows() throws SQLException {
    int[] seen = new int[rows];
    boolean well = true;
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet found =
            connection
                .createStatement()
                .executeQuery("SELECT \"id\", \"device\", \"amount\" FROM mainstem_rows")) {
      while (found.next()) {
        int id = found.getInt(1);
        seen[id]++;
        well &= found.getString(2).equals("d" + id % DEVICES) && found.getDouble(3) == amount(id);
      }
    }
    for (int id = 0; id < rows; id++) {
      well &= seen[id] == 1;
    }
    return well;
  }

  private boolean checkDevices() throws SQLException {
    Map<String, String> expected = new TreeMap<>();
    for (int from = 0; from < rows; from += ROWS_OF_A_WINDOW) {
      for (int device = 0; device < DEVICES; device++) {
        addGroup(expected, from, device);
      }
    }
    Map<String, String> found = new TreeMap<>();
    boolean once = true;
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT \"device\", \"window_start\", \"n\", \"total\" FROM mainstem_devices")) {
      while (row.next()) {
        String key =
            row.getString(1) + " " + row.getObject(2, java.time.OffsetDateTime.class).toInstant();
        once &= found.put(key, row.getLong(3) + " " + row.getDouble(4)) == null;
      }
    }
    return once && found.equals(expected);
  }

  private void addGroup(Map<String, String> groups, int from, int device) {
    long n = 0;
    double total = 0;
    for (int id = from; id < Math.min(rows, from + ROWS_OF_A_WINDOW); id++) {
      if (id % DEVICES == device) {
        n++;
        total += amount(id);
      }
    }
    if (n > 0) {
      groups.put("d" + device + " " + FIRST.plusSeconds(from), n + " " + total);
    }
  }
}
