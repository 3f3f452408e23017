package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries over rows one by one. */
class SqlTest {

  @TempDir Path folder;

  @Test
  void aQueryMakesItsOwnRowsAndTheNextStepTakesThem() {
    Runs.write(
        folder,
        "trips.jsonl",
        """
        {"zone":"A","fare":2.5,"price":12345678901234567890.5,"day":"2026-01-31","tags":["x","y"],"at":"2026-01-01T10:00:00.001Z"}
        {"zone":null,"fare":4,"price":1,"day":"2026-01-31","tags":[],"at":"2026-01-01T10:30:00Z"}
        {"zone":"B","fare":0.5,"price":1,"day":"2026-01-31","tags":[],"at":"2026-01-01T11:00:00Z"}
        """);
    Runs.onDirect(
        folder,
        """
        name: sql
        stream:
          schema: {zone: string?, fare: double, price: decimal, day: date, tags: array<string>, at: timestamp}
          event_time: at
        history: {path: trips.jsonl, format: json}
        windowing: {type: fixed, size: 1h}
        transforms:
          - name: dear
            type: Sql
            config:
              query: >-
                SELECT COALESCE(`zone`, 'none') AS `place`, fare * 2 AS twice, price, `day`, tags, `at`
                FROM PCOLLECTION WHERE fare > 1
          - name: per_hour
            type: Combine
            config: {combine: {income: {fn: sum, value: twice}}}
        sinks:
          - {type: WriteToJson, input: dear, config: {path: out/dear}}
          - {type: WriteToJson, config: {path: out/hours}}
        """);
    assertThat(Runs.lines(folder, "out/dear"))
        .containsExactlyInAnyOrder(
            "{\"place\":\"A\",\"twice\":5.0,\"price\":12345678901234567890.5,\"day\":\"2026-01-31\",\"tags\":[\"x\",\"y\"],\"at\":\"2026-01-01T10:00:00.001Z\"}",
            "{\"place\":\"none\",\"twice\":8.0,\"price\":1,\"day\":\"2026-01-31\",\"tags\":[],\"at\":\"2026-01-01T10:30:00Z\"}");
    assertThat(Runs.lines(folder, "out/hours"))
        .containsExactly(
            "{\"income\":13.0,\"window_start\":\"2026-01-01T10:00:00Z\",\"window_end\":\"2026-01-01T11:00:00Z\"}");
  }

  @Test
  void whatIsWrongWithAQueryIsToldWithItsPlace() {
    assertThat(problem("SELECT nothing FROM PCOLLECTION"))
        .endsWith(
            "transforms[0].config.query: line 1, column 8 of the query: Column 'nothing' not found"
                + " in any table");
    assertThat(problem("SELECT fare FORM PCOLLECTION"))
        .contains(
            "transforms[0].config.query: line 1, column 18 of the query: Encountered"
                + " \"PCOLLECTION\"");
    assertThat(problem("SELECT fare FROM elsewhere"))
        .endsWith("line 1, column 18 of the query: Object 'elsewhere' not found");
  }

  @Test
  void aQueryThatBringsRowsTogetherIsRefused() {
    for (String query :
        new String[] {
          "SELECT COUNT(*) AS n FROM PCOLLECTION GROUP BY zone",
          "SELECT a.fare FROM PCOLLECTION a JOIN PCOLLECTION b ON a.zone = b.zone",
          "SELECT fare FROM PCOLLECTION ORDER BY fare LIMIT 3",
          "SELECT fare FROM PCOLLECTION LIMIT 3"
        }) {
      assertThat(problem(query))
          .contains("transforms[0].config.query: expected a query that looks at rows one by one");
    }
  }

  @Test
  void aStepWithoutAQueryIsRefused() {
    assertThat(Steps.problems("transforms: [{type: Sql, config: {sql: x}}]"))
        .anyMatch(problem -> problem.contains("transforms[0].config.query: is missing: such as"))
        .anyMatch(problem -> problem.contains("transforms[0].config.sql: no such key"));
  }

  private static String problem(String query) {
    return Steps.problems(
            "transforms:\n  - {type: Sql, config: {query: \"%s\"}}\n".formatted(query))
        .get(0);
  }
}
