package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are scored by models of the history, and wait for them. */
@Timeout(180)
class ModelOfHistoryTest {

  private static final double K = 1.5;

  /** In history there is no ride of the south, and one alone of the west. */
  private static final List<Ride> HISTORY =
      Stream.concat(
              Ride.from(1, Ride.SEAM.minus(Duration.ofHours(9)), 500, "north", "east", "").stream(),
              Stream.of(new Ride(900, "west", Ride.SEAM.minusSeconds(1), 3, 1.0)))
          .toList();

  private static final List<Ride> LIVE =
      Ride.from(1000, Ride.SEAM, 300, "north", "east", "south", "west", "");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"any", "event_time"})
  void liveRowsAreScoredByHistorysModelsAndNoneIsLateForItsWindow(String order) {
    RunReport report = Runs.onFlink(folder, definition(order, "", "live"));
    assertScored(LIVE, HISTORY);
    assertHours(LIVE);
    assertThat(report.counts().late()).isZero();
  }

  @Test
  void soItIsOnTheDirectRunner() {
    Runs.onDirect(folder, definition("any", "", "live"));
    assertScored(LIVE, HISTORY);
    assertHours(LIVE);
  }

  /** Rows that wait are state of its own kind: a list of each bucket. */
  @Test
  void soItIsInRocksDb() {
    List<String> options =
        List.of("--stateBackend=rocksdb", "--parallelism=2", "--checkpointingInterval=500");
    try (Launch launch =
        Launch.prepare(
            DefinitionReader.parse(definition("any", "", "live"), folder, Runs.noVariables()),
            RunnerOptions.of(options),
            Progress.SILENT)) {
      launch.run();
    }
    assertScored(LIVE, HISTORY);
    assertHours(LIVE);
  }

  @Test
  void rowsOfBothSidesAreScoredWhereAllAreAskedFor() {
    Runs.onFlink(folder, definition("any", "", "all"));
    assertScored(both(), HISTORY);
    assertHours(both());
  }

  @Test
  void aRecordOfWhichThereAreCopiesCountsOnceInTheModelAndIsScoredOnce() {
    List<Ride> twice = new ArrayList<>(HISTORY);
    twice.addAll(HISTORY.subList(100, 200));
    List<Ride> copies = new ArrayList<>(LIVE);
    copies.addAll(LIVE.subList(0, 50));
    RunReport report =
        Runs.onFlink(folder, definition("any", ", dedupe: {by: [id]}", "live", twice, copies));
    assertScored(LIVE, HISTORY);
    // live copies come behind all else: one that the watermark has overtaken is late, not found
    long late = report.counts().of("dedupe", "late");
    assertThat(report.counts().of("dedupe", "copies") + late).isEqualTo(150);
    assertThat(late).isBetween(0L, 50L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  - {type: WriteToJson, input: paid, config: {path: out/paid}}\n"})
  void aStepOnTheWayCountsAndRejectsOnceWhetherItIsAskedForAsAWholeOrNot(String sink) {
    // two of the rides can't be judged, one on each side
    String keep = "fare > 0 and cast(if(id in (7, 1007), 'x', '1') as int64) = 1";
    RunReport report =
        Runs.onFlink(
            folder,
            definition("any", "", "live").replace("keep: fare > 0", "keep: \"" + keep + "\"")
                + sink);
    assertScored(without(LIVE, 1007), without(HISTORY, 7));
    long free = without(without(both(), 7), 1007).stream().filter(r -> r.fare() <= 0).count();
    assertThat(report.counts().of("paid", "filtered_out")).isEqualTo(free);
    assertThat(report.counts().rejected().values()).containsExactly(2L);
    assertThat(Runs.rows(folder, "out/rejected"))
        .extracting(rejected -> Runs.json(rejected.path("raw").asText()).path("id").asInt())
        .containsExactlyInAnyOrder(7, 1007);
    if (!sink.isEmpty()) {
      assertThat(Runs.rows(folder, "out/paid")).hasSize((int) (both().size() - free - 2));
    }
  }

  private static List<Ride> without(List<Ride> rides, int id) {
    return rides.stream().filter(ride -> ride.id() != id).toList();
  }

  @Test
  void withoutAHistoryToSpeakOfThereAreNoModelsAndNobodyWaitsForGood() {
    Runs.onFlink(folder, definition("any", "", "live", List.of(), LIVE));
    assertScored(LIVE, List.of());
  }

  private void assertScored(List<Ride> rides, List<Ride> history) {
    Map<Integer, JsonNode> rows =
        Runs.rows(folder, "out/scored").stream()
            .collect(Collectors.toMap(row -> row.path("id").asInt(), Function.identity()));
    List<Ride> expected = rides.stream().filter(ride -> ride.fare() > 0).toList();
    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(ids(expected));
    for (Ride ride : expected) {
      JsonNode row = rows.getOrDefault(ride.id(), Runs.json("{}"));
      NaiveLine.check(row, ride, NaiveLine.of(history, ride.zone()), K);
    }
  }

  private void assertHours(List<Ride> rides) {
    Map<Instant, Integer> expected = new TreeMap<>();
    rides.stream()
        .filter(ride -> ride.fare() > 0)
        .forEach(ride -> expected.merge(ride.at().truncatedTo(ChronoUnit.HOURS), 1, Integer::sum));
    Map<Instant, Integer> found =
        Runs.rows(folder, "out/hours").stream()
            .collect(
                Collectors.toMap(
                    row -> Instant.parse(row.path("window_start").asText()),
                    row -> row.path("n").asInt()));
    assertThat(new TreeMap<>(found)).isEqualTo(expected);
  }

  private static List<Integer> ids(List<Ride> rides) {
    return rides.stream().map(Ride::id).toList();
  }

  private static List<Ride> both() {
    return Stream.concat(HISTORY.stream(), LIVE.stream()).toList();
  }

  private String definition(String order, String dedupe, String score) {
    return definition(order, dedupe, score, HISTORY, LIVE);
  }

  private String definition(
      String order, String dedupe, String score, List<Ride> history, List<Ride> live) {
    Runs.write(
        folder,
        "history/rides.csv",
        "id,zone,at,fare,tip\n"
            + history.stream().map(ride -> ride.csv() + "\n").collect(Collectors.joining()));
    String topic = TestBroker.topic("rides", 2);
    try (Topics.Sender sender = Topics.sender(topic)) {
      for (Ride ride : live) {
        sender.send(ride.id() % 2, ride.at(), ride.json());
      }
    }
    return """
    name: scored
    stream:
      schema: {id: int64, zone: "string?", at: timestamp, fare: double, tip: "double?"}
      event_time: at
      max_out_of_orderness: 0s
    history: {path: history/*.csv, order: %s}
    live: {topic: %s, bootstrap_servers: "%s", stop: end}
    cutover: {at: %s%s}
    transforms:
      - {name: paid, type: Filter, config: {keep: fare > 0}}
      - name: tips
        type: LinearRegression
        config: {x: fare, y: tip, group_by: [zone], fit_on: history, standard_error: true}
      - name: scored
        type: ApplyModel
        input: paid
        config: {model: tips, score: %s, x: fare, y: tip, output: predicted, anomaly: {k: %s}}
      - name: hours
        type: Combine
        windowing: {type: fixed, size: 1h}
        config: {combine: {n: count}}
    sinks:
      - {type: WriteToJson, input: scored, config: {path: out/scored}}
      - {type: WriteToJson, input: hours, config: {path: out/hours}}
    """
        .formatted(order, topic, TestBroker.servers(), Ride.SEAM, dedupe, score, K);
  }
}
