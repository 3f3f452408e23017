package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.Problem;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.Tables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a definition that writes into a table, or with its login. */
class JdbcProblemsTest {

  private static final String SECRET = "hunter2-hunter2";

  @TempDir Path folder;

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(problems("{url: 'jdbc:oracle:x', table: 'a; drop table b', key: m, batch_size: 0}"))
        .containsExactly(
            "sinks[0].config.url: expected an address that begins with jdbc:postgresql: or"
                + " jdbc:h2:, found \"jdbc:oracle:x\"",
            "sinks[0].config.table: expected a table, such as trips, public.trips or \"Trips\","
                + " found \"a; drop table b\"",
            "sinks[0].config.key: no such field: m (did you mean n?); there are n, at",
            "sinks[0].config.batch_size: expected a whole number from 1 on, found \"0\"");
    assertThat(problems("{}"))
        .containsExactlyInAnyOrder(
            "sinks[0].config.url: is missing: the database, such as"
                + " jdbc:postgresql://host:5432/trips",
            "sinks[0].config.table: is missing: the table to write to");
  }

  @Test
  void aPasswordStandsInItsOwnKeyWhereItIsASecret() {
    assertThat(problems("{url: 'jdbc:postgresql://h/d?Password=" + SECRET + "', table: t}"))
        .containsExactly(
            "sinks[0].config.url: has a password, which would be shown; the key password says it");
    Definition read = read("{url: 'jdbc:h2:x', table: t, password: " + SECRET + "}");
    assertThat(read.redact("no " + SECRET)).isEqualTo("no ***");
    assertThat(Plan.of(read).toString().replace(read.secrets().toString(), ""))
        .doesNotContain(SECRET);
  }

  @Test
  void aDatabaseThatWantsALoginGetsIt() {
    Runs.write(folder, "in.csv", "n,at\n1,2026-01-01T00:00:00Z\n");
    String url = Tables.h2();
    Tables.execute(url + ";USER=ann;PASSWORD=" + SECRET, "CREATE TABLE t (n int, at timestamp)");
    Runs.onDirect(folder, login(url, SECRET));
    assertThat(Tables.query(url + ";USER=ann;PASSWORD=" + SECRET, "SELECT n FROM t"))
        .containsExactly("1");
    assertThatThrownBy(() -> Runs.onDirect(folder, login(url, "guessed-" + SECRET)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("sinks[0].config: can't write to the table t: Wrong user name")
        .message()
        .doesNotContain(SECRET);
  }

  private static String login(String url, String password) {
    return definition(
        "{url: '%s', table: t, username: ann, password: %s}".formatted(url, password));
  }

  private List<String> problems(String config) {
    DefinitionException thrown =
        catchThrowableOfType(DefinitionException.class, () -> Plan.of(read(config)));
    return thrown.problems().stream().map(JdbcProblemsTest::told).toList();
  }

  private static String told(Problem problem) {
    return problem.key() + ": " + problem.rule();
  }

  private Definition read(String config) {
    return DefinitionReader.parse(definition(config), folder, Runs.noVariables());
  }

  private static String definition(String config) {
    return """
    name: table
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    history: {path: in.csv}
    sinks: [{type: WriteToJdbc, config: %s}]
    """
        .formatted(config);
  }
}
