package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.record.Rows;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.testing.Tables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of batches, in a database of this JVM. */
class JdbcWriterTest {

  private static final Schema SCHEMA =
      Rows.schemaOf(
          RowType.of(
              new RowType.Field("id", FieldType.INT64, false),
              new RowType.Field("name", FieldType.STRING, true)));
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String NO_CONNECTION = "08006";

  private final List<String> refused = new ArrayList<>();
  private final String url = Tables.h2();
  private int connections;

  @BeforeEach
  void table() {
    Tables.execute(url, "CREATE TABLE names (id bigint PRIMARY KEY, name varchar(5))");
  }

  @Test
  void aRowTakesThePlaceOfTheOneWithItsKey() throws Exception {
    write(byKey(), row(1, "a"), row(2, "b"), row(1, "c"));
    write(byKey(), row(2, null));
    assertThat(names()).containsExactly("1|c", "2|null");
  }

  @Test
  void withoutAKeyRowsAreAdded() throws Exception {
    Tables.execute(url, "CREATE TABLE log (id bigint, name varchar(5))");
    write(target("log"), row(1, "a"), row(1, "a"));
    assertThat(Tables.query(url, "SELECT id, name FROM log")).containsExactly("1|a", "1|a");
  }

  @Test
  void theRowsThatTheTableDoesNotTakeAreFoundAndAllOthersWritten() throws Exception {
    List<Row> rows =
        IntStream.range(0, 100).mapToObj(n -> row(n, n % 33 == 7 ? "too long" : "n" + n)).toList();
    write(byKey(), rows.toArray(Row[]::new));
    assertThat(refused).containsExactly("7", "40", "73");
    assertThat(names())
        .containsExactlyElementsOf(
            IntStream.range(0, 100).filter(n -> n % 33 != 7).mapToObj(n -> n + "|n" + n).toList());
    assertThat(connections).isEqualTo(1);
  }

  @Test
  void aRefusedRowLeavesTheEarlierOneOfItsKeyWhereverTheBatchEnds() throws Exception {
    write(byKey(), row(1, "a"), row(1, "too long"));
    write(byKey(), row(2, "b"));
    write(byKey(), row(2, "too long"));
    assertThat(names()).containsExactly("1|a", "2|b");
  }

  @Test
  void whatPassesIsTriedAgainAndWrittenOnce() throws Exception {
    for (String state : List.of(SERIALIZATION_FAILURE, NO_CONNECTION)) {
      JdbcTarget target = byKey();
      try (JdbcWriter writer =
          new JdbcWriter(target, SCHEMA.getFieldNames(), failingTwice(target, state))) {
        writer.write(List.of(row(1, state)), (row, why) -> refused.add(why));
      }
      assertThat(names()).containsExactly("1|" + state);
    }
    assertThat(refused).isEmpty();
    assertThat(connections).isEqualTo(6);
  }

  @Test
  void whatLastsEndsTheWriting() {
    Tables.execute(url, "DROP TABLE names");
    assertThatThrownBy(() -> write(byKey(), row(1, "a")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("can't write to the table names: Table \"NAMES\" not found");
    assertThat(refused).isEmpty();
  }

  /** Its connections do all but commit, until the third one. */
  private JdbcWriter.Connector failingTwice(JdbcTarget target, String state) {
    int before = connections;
    return () -> {
      Connection connection = target.connect();
      return ++connections > before + 2 ? connection : unableToCommit(connection, state);
    };
  }

  private static Connection unableToCommit(Connection connection, String state) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")) {
                throw new SQLException("as the test wants it", state);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void write(JdbcTarget target, Row... rows) throws InterruptedException {
    JdbcWriter.Connector connector =
        () -> {
          connections++;
          return target.connect();
        };
    try (JdbcWriter writer = new JdbcWriter(target, SCHEMA.getFieldNames(), connector)) {
      writer.write(
          Arrays.asList(rows), (row, why) -> refused.add(String.valueOf(row.getInt64("id"))));
    }
  }

  private JdbcTarget byKey() {
    return target("names", "id");
  }

  private JdbcTarget target(String table, String... key) {
    return new JdbcTarget("sinks[0].config", url, null, null, table, List.of(key));
  }

  private List<String> names() {
    return Tables.query(url, "SELECT id, name FROM names ORDER BY id");
  }

  private static Row row(long id, @Nullable String name) {
    return Rows.of(SCHEMA, id, name);
  }
}
