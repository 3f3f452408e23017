package dev.mainstem.sinks;

import dev.mainstem.spec.EnvironmentException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A table of a database that a sink writes to.
 *
 * @param at the path of the sink's config, for messages
 * @param username who logs in, or null if the address or the system says it
 * @param password never printed; null if there is none
 * @param table as SQL calls it, with or without a schema
 * @param key the fields of a row of which the table has each value once; none if rows are added
 */
record JdbcTarget(
    String at,
    String url,
    @Nullable String username,
    @Nullable String password,
    String table,
    List<String> key)
    implements Serializable {

  JdbcTarget {
    key = List.copyOf(key);
  }

  /** The words of the database. */
  JdbcDialect dialect() {
    return JdbcDialect.of(url).orElseThrow();
  }

  /**
   * A connection whose statements are in transactions.
   *
   * <p>Drivers are looked for where this class came from. The JDK's own list of them has those that
   * were there when it was first asked, which on a cluster was before our jars came.
   *
   * @throws EnvironmentException if there is no driver
   */
  Connection connect() throws SQLException {
    Properties login = new Properties();
    if (username != null) {
      login.put("user", username);
    }
    if (password != null) {
      login.put("password", password);
    }
    for (Driver driver : ServiceLoader.load(Driver.class, JdbcTarget.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        Connection connection = driver.connect(url, login);
        connection.setAutoCommit(false);
        return connection;
      }
    }
    throw new EnvironmentException(
        ("%s.url: there is no driver for %s on the class path; put its jar into the folder jars of"
                + " the checkout, or name it in MAINSTEM_JARS")
            .formatted(at, dialect().prefix()));
  }

  /** Neither the address, which may hold a password too, nor the login. */
  @Override
  public String toString() {
    return dialect().prefix() + table;
  }
}
