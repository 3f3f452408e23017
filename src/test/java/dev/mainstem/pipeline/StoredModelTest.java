package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that one run wrote and another reads. */
@Timeout(120)
class StoredModelTest {

  private static final List<Ride> HISTORY = Ride.from(1, Ride.SEAM, 200, "north", "east", "");
  private static final List<Ride> LIVE = Ride.from(500, Ride.SEAM, 60, "north", "south", "");

  @TempDir Path folder;

  @Test
  void liveRowsAreScoredByTheModelsThatARunOverTheHistoryWrote() {
    writeModels();
    Runs.onFlink(folder, live(""));
    Map<Integer, JsonNode> rows = scored();
    List<Ride> expected = LIVE.stream().filter(ride -> ride.fare() > 0).toList();
    assertThat(rows.keySet())
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(Ride::id).toList());
    for (Ride ride : expected) {
      NaiveLine.check(
          rows.getOrDefault(ride.id(), Runs.json("{}")),
          ride,
          NaiveLine.of(HISTORY, ride.zone()),
          2);
    }
  }

  @Test
  void ofSeveralModelsOfAGroupTheLastCountsAndIsNamed() {
    Runs.write(
        folder,
        "models/a.jsonl",
        """
        {"zone":"north","n":3,"a":1,"b":1,"standard_error":1}
        {"zone":"south","n":3,"a":9,"b":9,"standard_error":1}
        {"zone":"north","n":3,"a":2,"b":2,"standard_error":1}

        {"zone":"south","n":1,"a":null,"b":null,"standard_error":null}
        """);
    Runs.write(folder, "models/b.jsonl", "{\"a\":3,\"b\":3,\"standard_error\":1}\n");
    Runs.write(
        folder,
        "history/rides.csv",
        """
        id,zone,at,fare,tip
        1,north,2025-01-01T00:00:00Z,10,0
        2,south,2025-01-01T00:00:00Z,10,0
        3,,2025-01-01T00:00:00Z,10,0
        4,west,2025-01-01T00:00:00Z,10,0
        """);
    Runs.onDirect(folder, history("score: all, "));
    assertThat(
            scored().values().stream()
                .map(
                    row ->
                        "%s %s %s"
                            .formatted(row.path("id"), row.path("predicted"), row.path("version"))))
        .containsExactlyInAnyOrder(
            "1 22 \"a.jsonl:3\"", "2 99 \"a.jsonl:2\"", "3 33 \"b.jsonl:1\"", "4 null null");
  }

  @Test
  void whatIsNoModelEndsTheLaunchWithItsPlace() {
    Runs.write(folder, "history/rides.csv", "id,zone,at,fare,tip\n");
    String yaml = history("score: all, ");
    assertFails(yaml, "model.path: no file matches models/*.jsonl (looked for ");
    Runs.write(folder, "models/a.jsonl", "{\"zone\":\"north\"}\n");
    assertFails(
        yaml,
        "model.path: no line of models/*.jsonl has a model; expected the members zone, b, a,"
            + " standard_error");
    Runs.write(folder, "models/b.jsonl", "\n{\"a\":\"steep\"}\n");
    assertFails(yaml, "b.jsonl:2: is no model: a: expected double, found \"steep\"");
    Runs.write(folder, "models/a.jsonl", "{\n");
    assertFails(yaml, "a.jsonl:1: is no model: expected JSON");
  }

  private void assertFails(String yaml, String message) {
    assertThatThrownBy(() -> Runs.onDirect(folder, yaml))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(message);
  }

  private void writeModels() {
    Runs.write(
        folder,
        "history/rides.csv",
        "id,zone,at,fare,tip\n"
            + HISTORY.stream().map(ride -> ride.csv() + "\n").collect(Collectors.joining()));
    Runs.onDirect(
        folder,
        head("history: {path: history/*.csv}")
            + """
              - name: tips
                type: LinearRegression
                config: {x: fare, y: tip, group_by: [zone], standard_error: true}
            sinks: [{type: WriteToJson, config: {path: models/tips}}]
            """);
  }

  private Map<Integer, JsonNode> scored() {
    return Runs.rows(folder, "out/scored").stream()
        .collect(Collectors.toMap(row -> row.path("id").asInt(), Function.identity()));
  }

  private String live(String score) {
    String topic = TestBroker.topic("stored", 1);
    TestBroker.publish(topic, LIVE.stream().map(Ride::json).toArray(String[]::new));
    return head(
            "live: {topic: %s, bootstrap_servers: \"%s\", stop: end}"
                .formatted(topic, TestBroker.servers()))
        + scoring(score);
  }

  private static String history(String score) {
    return head("history: {path: history/*.csv}") + scoring(score);
  }

  private static String head(String side) {
    return """
    name: stored
    stream:
      schema: {id: int64, zone: "string?", at: timestamp, fare: double, tip: "double?"}
      event_time: at
    %s
    transforms:
      - {name: paid, type: Filter, config: {keep: fare > 0}}
    """
        .formatted(side);
  }

  private static String scoring(String score) {
    return """
      - name: scored
        type: ApplyModel
        config:
          model: {path: models/*.jsonl, group_by: [zone], version: version}
          %sx: fare
          y: tip
          output: predicted
          anomaly: {k: 2}
    sinks: [{type: WriteToJson, config: {path: out/scored}}]
    """
        .formatted(score.replace(", ", "\n      "));
  }
}
