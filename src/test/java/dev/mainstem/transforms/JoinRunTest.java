package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.launch.JobException;
import dev.mainstem.launch.Launch;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows are joined before an aggregate, and its results behind it; the answer is the same whichever
 * side the rows came from. What it must be, loops over the three tables say.
 */
@Timeout(180)
class JoinRunTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private record Trip(int id, Instant at, @Nullable String zone) {}

  private record Zone(String id, @Nullable String borough, int level) {}

  private record Borough(String name, int code) {}

  @TempDir Path folder;

  private final List<Trip> trips = new ArrayList<>();
  private final List<Zone> zones = new ArrayList<>();
  private final List<Borough> boroughs =
      List.of(new Borough("b0", 100), new Borough("b2", 102), new Borough("b9", 109));

  @BeforeEach
  void tables() {
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      zones.add(new Zone("z" + i, i % 5 == 4 ? null : "b" + i % 5, random.nextInt(90)));
    }
    for (int i = 0; i < 600; i++) {
      // some zones are in no file, and some trips in no zone
      String zone = random.nextInt(10) == 0 ? null : "z" + random.nextInt(50);
      trips.add(new Trip(i, MIDNIGHT.plusSeconds(random.nextInt(24 * 3600)), zone));
    }
    StringBuilder csv = new StringBuilder("zone_id,borough,level\n");
    zones.forEach(z -> csv.append("%s,%s,%d\n".formatted(z.id, text(z.borough), z.level)));
    Runs.write(folder, "zones.csv", csv.toString());
    StringBuilder json = new StringBuilder();
    boroughs.forEach(
        b -> json.append("{\"borough\":\"%s\",\"code\":%d}\n".formatted(b.name, b.code)));
    Runs.write(folder, "boroughs.json", json.toString());
  }

  @Test
  void ofAHistory() {
    writeHistory(trips);
    Runs.onFlink(folder, definition("history: {path: history.csv}"));
    assertResults();
  }

  @Test
  void ofAHistoryOnTheDirectRunner() {
    writeHistory(trips);
    Runs.onDirect(folder, definition("history: {path: history.csv}"));
    assertResults();
  }

  @Test
  void ofATopic() {
    Runs.onFlink(folder, definition(live(trips)));
    assertResults();
  }

  @Test
  void ofBothWithASeamBetweenThem() {
    List<Trip> before = trips.stream().filter(t -> t.at.isBefore(NOON.plusSeconds(1800))).toList();
    List<Trip> after = trips.stream().filter(t -> t.at.isAfter(NOON.minusSeconds(1800))).toList();
    writeHistory(before);
    Runs.onFlink(
        folder,
        definition(
            "history: {path: history.csv}\n%scutover: {at: \"%s\"}\n"
                .formatted(live(after), NOON)));
    assertResults();
  }

  @Test
  void aFileThatChangesBetweenTheLaunchAndTheWorkersFailsTheJob() {
    writeHistory(trips);
    String yaml = definition("history: {path: history.csv}");
    try (Launch launch = Runs.prepareOnFlink(folder, yaml, "--numberOfExecutionRetries=0")) {
      Runs.write(folder, "zones.csv", "zone_id,borough,level\nz1,b1,1\n");
      assertThatThrownBy(launch::run)
          .isInstanceOf(JobException.class)
          .hasMessageContaining("placed: zones.csv has changed since the launch");
    }
  }

  private void assertResults() {
    assertThat(Runs.lines(folder, "out/placed")).containsExactlyInAnyOrderElementsOf(placed());
    assertThat(Runs.lines(folder, "out/coded")).containsExactlyInAnyOrderElementsOf(coded());
  }

  private List<String> placed() {
    List<String> rows = new ArrayList<>();
    for (Trip trip : trips) {
      Zone zone = zoneOf(trip);
      rows.add(
          "{\"id\":%d,\"at\":\"%s\",\"zone\":%s,\"borough\":%s,\"level\":%s}"
              .formatted(
                  trip.id,
                  trip.at,
                  quoted(trip.zone),
                  zone == null ? "null" : quoted(zone.borough),
                  zone == null ? "null" : zone.level));
    }
    return rows;
  }

  /** The highest level of each borough and hour, for those boroughs that have a code. */
  private List<String> coded() {
    List<String> rows = new ArrayList<>();
    for (Borough borough : boroughs) {
      Map<Instant, List<Integer>> levels = new TreeMap<>();
      for (Trip trip : trips) {
        Zone zone = zoneOf(trip);
        if (zone != null && borough.name.equals(zone.borough)) {
          Duration hours = Duration.ofHours(Duration.between(MIDNIGHT, trip.at).toHours());
          levels.computeIfAbsent(MIDNIGHT.plus(hours), hour -> new ArrayList<>()).add(zone.level);
        }
      }
      levels.forEach((hour, found) -> rows.add(coded(borough, hour, found)));
    }
    return rows;
  }

  private static String coded(Borough borough, Instant hour, List<Integer> levels) {
    return ("{\"borough\":\"%s\",\"n\":%d,\"top\":%d,\"window_start\":\"%s\",\"window_end\":\"%s\","
            + "\"code\":%d}")
        .formatted(
            borough.name,
            levels.size(),
            levels.stream().mapToInt(level -> level).max().orElseThrow(),
            hour,
            hour.plus(Duration.ofHours(1)),
            borough.code);
  }

  private @Nullable Zone zoneOf(Trip trip) {
    return zones.stream().filter(z -> z.id.equals(trip.zone)).findFirst().orElse(null);
  }

  private void writeHistory(List<Trip> some) {
    StringBuilder csv = new StringBuilder("id,at,zone\n");
    some.forEach(t -> csv.append("%d,%s,%s\n".formatted(t.id, t.at, text(t.zone))));
    Runs.write(folder, "history.csv", csv.toString());
  }

  private static String live(List<Trip> some) {
    String topic = TestBroker.topic("join", 2);
    try (Topics.Sender sender = Topics.sender(topic)) {
      for (Trip t : some) {
        String json = "{\"id\":%d,\"at\":\"%s\",\"zone\":%s}".formatted(t.id, t.at, quoted(t.zone));
        sender.send(t.id % 2, t.at, json);
      }
    }
    return "live: {topic: %s, bootstrap_servers: \"%s\", stop: end}\n"
        .formatted(topic, TestBroker.servers());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "null" : String.format(Locale.ROOT, "\"%s\"", value);
  }

  private static String definition(String sides) {
    return """
    name: join
    stream:
      schema: {id: int64, at: timestamp, zone: "string?"}
      event_time: at
      max_out_of_orderness: 1d
    windowing: {type: fixed, size: 1h}
    transforms:
      - name: placed
        type: Join
        config:
          path: zones.csv
          schema: {zone_id: string, borough: "string?", level: int32}
          on: {zone: zone_id}
      - type: Combine
        config: {group_by: borough, combine: {n: count, top: {fn: max, value: level}}}
      - name: coded
        type: Join
        config:
          path: boroughs.json
          format: json
          schema: {borough: string, code: int32}
          on: [borough]
          type: inner
    sinks:
      - {type: WriteToJson, input: placed, config: {path: out/placed}}
      - {type: WriteToJson, input: coded, config: {path: out/coded}}
    """
        + sides;
  }
}
