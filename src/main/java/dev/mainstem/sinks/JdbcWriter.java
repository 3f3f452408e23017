package dev.mainstem.sinks;

import dev.mainstem.spec.EnvironmentException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows into a table, batch by batch and in their order, each batch in one transaction.
 *
 * <p>What may pass is tried again for half a minute. A batch that the table refuses for one of its
 * rows is halved until that row is alone; all others are written. Connects when it first writes,
 * and again after a fault. Not thread-safe.
 */
final class JdbcWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcWriter.class);
  private static final int RETRIES = 10;
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final JdbcTarget target;
  private final List<String> fields;
  private final Connector connector;
  private @Nullable Session session;

  /** A connection with the statement that writes a row. */
  private record Session(
      Connection connection, PreparedStatement write, List<JdbcColumn> columns) {}

  /** Makes connections whose statements are in transactions. */
  @FunctionalInterface
  interface Connector {

    /** A new connection. */
    Connection connect() throws SQLException;
  }

  /** Is told the rows that the table does not take. */
  @FunctionalInterface
  interface Refusals {

    /**
     * Takes a row.
     *
     * @param why what the database says
     */
    void refused(Row row, String why);
  }

  /**
   * A writer.
   *
   * @param fields of the rows, in their order
   */
  JdbcWriter(JdbcTarget target, List<String> fields, Connector connector) {
    this.target = target;
    this.fields = List.copyOf(fields);
    this.connector = connector;
  }

  /**
   * Writes rows; when it returns, they are committed, but for those that were refused.
   *
   * @throws EnvironmentException if it can't, also not when tried again
   * @throws InterruptedException while it waits to try again
   */
  void write(List<Row> rows, Refusals refusals) throws InterruptedException {
    Optional<String> refused = rows.isEmpty() ? Optional.empty() : refusal(rows);
    if (refused.isEmpty()) {
      return;
    }
    if (rows.size() == 1) {
      refusals.refused(rows.get(0), refused.get());
      return;
    }
    int half = rows.size() / 2;
    write(rows.subList(0, half), refusals);
    write(rows.subList(half, rows.size()), refusals);
  }

  /** Writes rows in one transaction, however often that takes; answers why they are refused. */
  private Optional<String> refusal(List<Row> rows) throws InterruptedException {
    for (int retry = 0; ; retry++) {
      try {
        writeOnce(rows);
        return Optional.empty();
      } catch (SQLException e) {
        JdbcFault fault = JdbcFault.of(e);
        if (fault == JdbcFault.ROW) {
          takeBack();
          return Optional.of(JdbcFault.text(e));
        }
        close();
        if (fault == JdbcFault.LASTING || retry == RETRIES) {
          throw new EnvironmentException(
              "can't write to the table %s: %s".formatted(target.table(), JdbcFault.text(e)), e);
        }
        LOG.warn("table {}: {}; trying again", target.table(), JdbcFault.text(e));
        Thread.sleep(Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << retry));
      }
    }
  }

  private void writeOnce(List<Row> rows) throws SQLException {
    Session open = open();
    for (Row row : rows) {
      List<@Nullable Object> values = row.getValues();
      for (int i = 0; i < open.columns().size(); i++) {
        open.columns().get(i).bind(open.write(), i + 1, values.get(i));
      }
      open.write().addBatch();
    }
    open.write().executeBatch();
    open.connection().commit();
  }

  private Session open() throws SQLException {
    Session open = session;
    if (open == null) {
      open = begin(connector.connect());
      session = open;
    }
    return open;
  }

  private Session begin(Connection connection) throws SQLException {
    try {
      JdbcTable table = JdbcTable.of(connection, target);
      return new Session(connection, table.prepare(connection, fields), table.columnsOf(fields));
    } catch (SQLException e) {
      end(connection);
      throw e;
    }
  }

  private void takeBack() {
    Session open = session;
    try {
      if (open != null) {
        open.connection().rollback();
        open.write().clearBatch();
      }
    } catch (SQLException e) {
      LOG.warn("table {}: can't roll back: {}", target.table(), JdbcFault.text(e));
      close();
    }
  }

  /** Gives the connection back; what it has not committed is rolled back. */
  @Override
  public void close() {
    Session open = session;
    if (open != null) {
      session = null;
      end(open.connection());
    }
  }

  private void end(Connection connection) {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      // it is broken, and the database has taken back what it had not committed
      LOG.debug("table {}: can't close: {}", target.table(), JdbcFault.text(e));
    }
  }
}
