package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.RunReport;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.Tables;
import dev.mainstem.testing.TestBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs into a table, the same for each database. */
@Timeout(180)
abstract class WriteToJdbcContract {

  private static final int ROWS = 200;
  private static final int PARTITIONS = 2;

  @TempDir Path folder;
  private String url = "";

  /** The address of a new database. */
  abstract String database();

  /** The address of the same database for a session that reads times in UTC. */
  abstract String sessionInUtc(String url);

  @BeforeEach
  void aNewDatabase() {
    url = database();
  }

  @Test
  void everyTypeGoesIntoATableThatTheLaunchMakes() {
    Runs.write(
        folder,
        "in.jsonl",
        """
        {"s":"a 'b' \\"c\\" 🚲","b":true,"i":-7,"l":9007199254740993,"f":0.25,"d":0.1,"e":12.34567890123456789,"t":"2026-01-31T10:15:30.500Z","day":"2026-01-31"}
        {"t":"1969-12-31T23:59:59Z"}
        """);
    run(
        """
        stream:
          schema: {s: string?, b: boolean?, i: int32?, l: int64?, f: float?, d: double?, e: decimal?, t: timestamp, day: date?}
          event_time: t
        history: {path: in.jsonl, format: json}
        """,
        "create_table: true, key: [t]");
    assertThat(
            Tables.query(
                sessionInUtc(url),
                "SELECT \"s\", \"b\", \"i\", \"l\", \"f\", \"d\", \"e\","
                    + " cast(\"t\" as varchar(30)), \"day\" FROM results ORDER BY \"t\" DESC"))
        .map(row -> row.replace("|t|", "|true|").replace("|TRUE|", "|true|"))
        .containsExactly(
            "a 'b' \"c\" 🚲|true|-7|9007199254740993|0.25|0.1|12.34567890123456789"
                + "|2026-01-31 10:15:30.5+00|2026-01-31",
            "null|null|null|null|null|null|null|1969-12-31 23:59:59+00|null");
  }

  @Test
  void aTimeGoesIntoAColumnWithoutAZoneAsThatOfUtc() {
    Tables.execute(url, "CREATE TABLE results (n int PRIMARY KEY, at timestamp)");
    Runs.write(folder, "in.jsonl", "{\"n\":1,\"at\":\"2026-07-01T00:30:00+02:00\"}\n");
    run(NUMBERS, "key: [n]");
    assertThat(Tables.query(url, "SELECT cast(at as varchar(19)) FROM results"))
        .containsExactly("2026-06-30 22:30:00");
  }

  @Test
  void rowsThatTheTableDoesNotTakeAreRejectedWithTheDatabasesReason() {
    Tables.execute(
        url,
        "CREATE TABLE results (n int PRIMARY KEY CHECK (n <> 5), at timestamp, name varchar(3))");
    Runs.write(
        folder,
        "in.jsonl",
        IntStream.range(0, 20)
            .mapToObj(
                n ->
                    "{\"n\":%s,\"name\":\"%s\",\"at\":\"2026-01-01T00:00:00Z\"}\n"
                        .formatted(n == 9 ? "null" : n, n == 3 ? "long" : "abc"))
            .collect(Collectors.joining()));
    RunReport report =
        run(
            """
            stream: {schema: {n: int32?, name: string, at: timestamp}, event_time: at}
            history: {path: in.jsonl, format: json}
            """,
            "key: [n], shards: 3, batch_size: 4");
    assertThat(Tables.query(url, "SELECT n FROM results ORDER BY n"))
        .containsExactlyElementsOf(
            IntStream.range(0, 20)
                .filter(n -> n != 3 && n != 5 && n != 9)
                .mapToObj(String::valueOf)
                .toList());
    List<JsonNode> rejected = Runs.rows(folder, "out/rejected");
    assertThat(rejected)
        .allSatisfy(r -> assertThat(r.path("stage").asText()).isEqualTo("sinks/0_WriteToJdbc"))
        .extracting(r -> Runs.json(r.path("raw").asText()).path("n").asText())
        .containsExactlyInAnyOrder("3", "5", "null");
    assertThat(rejected)
        .extracting(r -> r.path("reason").asText().toLowerCase(Locale.ROOT))
        .anyMatch(
            why -> why.matches("expected a row that the table takes, found .*value too long.*"))
        .anyMatch(why -> why.matches("expected a row that the table takes, found .*check.*"))
        .contains("expected a key that is not null, found null in n");
    assertThat(report.counts().rejected())
        .containsOnly(
            Map.entry("sinks/0_WriteToJdbc: expected a row that the table takes", 2L),
            Map.entry("sinks/0_WriteToJdbc: expected a key that is not null", 1L));
  }

  @Test
  void theSameWindowsAreThereWhicheverSideTheirRowsCameFromAndHoweverOftenTheyRun() {
    String half = numbers(0, ROWS / 2);
    String other = numbers(ROWS / 2, ROWS);
    Runs.write(folder, "all.jsonl", half + other);
    Runs.write(folder, "half.jsonl", half);
    List<String> sides =
        List.of(
            "history: {path: all.jsonl, format: json}",
            live(half + other),
            "history: {path: half.jsonl, format: json}\n" + live(other));
    for (String side : sides) {
      run(
          """
          stream: {schema: {n: int64, at: timestamp}, event_time: at}
          %s
          windowing: {type: fixed, size: 1h}
          transforms:
            - type: MapToFields
              config: {append: true, fields: {parity: "n %% 2"}}
            - type: Combine
              config: {group_by: [parity], combine: {n: count, total: {fn: sum, value: n}}}
          """
              .formatted(side),
          "create_table: true, key: [parity, window_start]");
      assertThat(
              Tables.query(
                  sessionInUtc(url),
                  "SELECT \"parity\", cast(\"window_start\" as varchar(16)), \"n\", \"total\""
                      + " FROM results"))
          .containsExactlyInAnyOrderElementsOf(naiveWindows());
    }
  }

  @Test
  void aTableThatDoesNotFitIsSaidBeforeTheJobStartsWithAllThatIsInTheWay() {
    Tables.execute(url, "CREATE TABLE results (n varchar(3), time timestamp)");
    Runs.write(folder, "in.jsonl", "");
    assertThatThrownBy(() -> run(NUMBERS, "key: [n]"))
        .isInstanceOf(EnvironmentException.class)
        .message()
        .containsIgnoringCase("sinks[0].config: the table results does not fit the rows:")
        .containsIgnoringCase("expected a column that takes n: int64, found n of type ")
        .containsIgnoringCase(
            "expected a column for at: timestamp, found none; the columns are n, time");
    assertThat(folder.resolve("out/.mainstem/run.json")).doesNotExist();
  }

  @Test
  void aTableThatIsNotThereIsSaidBeforeTheJobStarts() {
    Runs.write(folder, "in.jsonl", "");
    assertThatThrownBy(() -> run(NUMBERS, "key: [n]"))
        .isInstanceOf(EnvironmentException.class)
        .message()
        .containsIgnoringCase("sinks[0].config: can't write to the table results: ")
        .containsIgnoringCase("results\" ");
  }

  private static final String NUMBERS =
      """
      stream: {schema: {n: int64, at: timestamp}, event_time: at}
      history: {path: in.jsonl, format: json}
      """;

  final RunReport run(String base, String config) {
    return Runs.onFlink(
        folder,
        "name: table\n"
            + base
            + """
            sinks:
              - type: WriteToJdbc
                config: {url: "%s", table: results, %s}
            """
                .formatted(url, config));
  }

  final String url() {
    return url;
  }

  private static String live(String messages) {
    String topic = TestBroker.topic("table", PARTITIONS);
    TestBroker.publish(topic, messages.split("\n"));
    return "live: {topic: %s, bootstrap_servers: \"%s\", start: earliest, stop: end}"
        .formatted(topic, TestBroker.servers());
  }

  private static String numbers(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            n -> "{\"n\":%d,\"at\":\"2026-01-01T%02d:%02d:00Z\"}\n".formatted(n, n / 60, n % 60))
        .collect(Collectors.joining());
  }

  private static List<String> naiveWindows() {
    Map<String, long[]> windows = new TreeMap<>();
    for (int n = 0; n < ROWS; n++) {
      long[] window =
          windows.computeIfAbsent(
              "%d|2026-01-01 %02d:00".formatted(n % 2, n / 60), key -> new long[2]);
      window[0]++;
      window[1] += n;
    }
    return windows.entrySet().stream()
        .map(w -> "%s|%d|%d".formatted(w.getKey(), w.getValue()[0], w.getValue()[1]))
        .toList();
  }
}
