package dev.mainstem.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One real PostgreSQL for all tests of this JVM, started when a test first asks for it; it ends
 * with this JVM.
 */
public final class TestPostgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;

  private TestPostgres() {}

  /** The address of a new database, with the name of who may log in, who needs no password. */
  public static synchronized String database() {
    try {
      EmbeddedPostgres running = postgres == null ? EmbeddedPostgres.start() : postgres;
      postgres = running;
      String name = "test" + DATABASES.incrementAndGet();
      try (Connection connection =
              DriverManager.getConnection(running.getJdbcUrl("postgres", "postgres"));
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return running.getJdbcUrl("postgres", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("no PostgreSQL for the tests", e);
    }
  }
}
