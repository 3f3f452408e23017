package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.Tables;
import dev.mainstem.testing.TestPostgres;
import org.junit.jupiter.api.Test;

/** The contract with PostgreSQL. */
class WriteToPostgresTest extends WriteToJdbcContract {

  @Override
  String database() {
    return TestPostgres.database();
  }

  @Override
  String sessionInUtc(String url) {
    return url + "&options=-c%20TimeZone=UTC";
  }

  @Test
  void aKeyThatTheTableDoesNotHoldUniqueIsSaidBeforeTheJobStarts() {
    Tables.execute(url(), "CREATE TABLE results (n bigint, at timestamptz)");
    Runs.write(folder, "in.jsonl", "");
    assertThatThrownBy(
            () ->
                run(
                    """
                    stream: {schema: {n: int64, at: timestamp}, event_time: at}
                    history: {path: in.jsonl, format: json}
                    """,
                    "key: [n]"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("there is no unique or exclusion constraint");
  }
}
