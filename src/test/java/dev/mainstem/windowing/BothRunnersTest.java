package dev.mainstem.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same history through every kind of windows on both runners, against windows that are counted
 * by hand: each of them once, none of them empty.
 */
class BothRunnersTest {

  private static final long MINUTE = 60_000;
  private static final long START = Instant.parse("1969-12-31T21:00:00Z").toEpochMilli();
  private static final String ONCE = ",\"pane\":\"on_time\",\"pane_index\":0";

  /** The step's name, its windows in the definition, and how to count them. */
  private enum Windows {
    FIXED("{type: fixed, size: 1h}", "", aligned(60, 60)),
    KEPT("{type: fixed, size: 1h, allowed_lateness: 2h}", ONCE, aligned(60, 60)),
    SLIDING("{type: sliding, size: 1h, period: 20m}", "", aligned(60, 20)),
    SLIDING_KEPT(
        "{type: sliding, size: 1h, period: 20m, allowed_lateness: 1h}", ONCE, aligned(60, 20)),
    SESSIONS("{type: sessions, gap: 5m}", "", Windows::sessions),
    SESSIONS_KEPT("{type: sessions, gap: 5m, allowed_lateness: 1d}", ONCE, Windows::sessions),
    GLOBAL("{type: global}", "", (zone, trips) -> List.of(line(zone, trips, ""))),
    EARLY("{type: fixed, size: 1h, early_every: 1h}", ONCE, aligned(60, 60)),
    EARLY_KEPT(
        "{type: fixed, size: 1h, early_every: 1h, allowed_lateness: 2h}", ONCE, aligned(60, 60)),
    EARLY_DISCARDING(
        "{type: fixed, size: 1h, early_every: 1h, allowed_lateness: 2h, accumulation: discarding}",
        ONCE,
        aligned(60, 60)),
    GLOBAL_EARLY(
        "{type: global, early_every: 1h}", ONCE, (zone, trips) -> List.of(line(zone, trips, "")));

    private final String words;
    private final String pane;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final BiFunction<String, List<Trip>, List<String>> count;

    Windows(String words, String pane, BiFunction<String, List<Trip>, List<String>> count) {
      this.words = words;
      this.pane = pane;
      this.count = count;
    }

    List<String> expected(List<Trip> trips) {
      List<String> rows = new ArrayList<>();
      TreeMap<String, List<Trip>> zones = new TreeMap<>();
      trips.forEach(t -> zones.computeIfAbsent(t.zone(), z -> new ArrayList<>()).add(t));
      zones.forEach((zone, ofZone) -> rows.addAll(count.apply(zone, ofZone)));
      return rows.stream().map(row -> row + pane + "}").toList();
    }

    private static BiFunction<String, List<Trip>, List<String>> aligned(int size, int period) {
      return (zone, trips) -> {
        List<String> rows = new ArrayList<>();
        for (long start = -600 * MINUTE; start < 600 * MINUTE; start += period * MINUTE) {
          long from = start;
          List<Trip> inside =
              trips.stream().filter(t -> t.isIn(from, from + size * MINUTE)).toList();
          if (!inside.isEmpty()) {
            rows.add(line(zone, inside, bounds(from, from + size * MINUTE)));
          }
        }
        return rows;
      };
    }

    private static List<String> sessions(String zone, List<Trip> trips) {
      List<String> rows = new ArrayList<>();
      List<Trip> open = new ArrayList<>();
      for (Trip trip : trips.stream().sorted(Comparator.comparing(Trip::time)).toList()) {
        if (!open.isEmpty() && trip.time() - last(open) >= 5 * MINUTE) {
          rows.add(session(zone, open));
          open.clear();
        }
        open.add(trip);
      }
      rows.add(session(zone, open));
      return rows;
    }

    private static String session(String zone, List<Trip> trips) {
      return line(zone, trips, bounds(trips.get(0).time(), last(trips) + 5 * MINUTE));
    }

    private static long last(List<Trip> trips) {
      return trips.get(trips.size() - 1).time();
    }
  }

  private record Trip(long time, String zone, int quarters) {

    boolean isIn(long from, long to) {
      return from <= time && time < to;
    }

    String csv() {
      return Instant.ofEpochMilli(time) + "," + zone + "," + quarters / 4.0 + "\n";
    }
  }

  @TempDir Path folder;

  @Test
  void everyWindowAnswersOnceWithTheSameOnBothRunners() {
    List<Trip> trips = trips();
    StringBuilder csv = new StringBuilder("t,zone,fare\n");
    trips.forEach(trip -> csv.append(trip.csv()));
    Runs.write(folder, "direct/history/trips.csv", csv.toString());
    Runs.write(folder, "flink/history/trips.csv", csv.toString());
    Runs.onDirect(folder.resolve("direct"), definition());
    Runs.onFlink(folder.resolve("flink"), definition());
    for (Windows windows : Windows.values()) {
      for (String runner : List.of("direct", "flink")) {
        assertThat(Runs.lines(folder.resolve(runner), "out/" + windows.name()))
            .as("%s on %s", windows, runner)
            .containsExactlyInAnyOrderElementsOf(windows.expected(trips));
      }
    }
  }

  private static String definition() {
    StringBuilder steps = new StringBuilder();
    StringBuilder sinks = new StringBuilder();
    for (Windows windows : Windows.values()) {
      steps.append(
          """
            - name: %s
              type: Combine
              input: stream
              windowing: %s
              config: {group_by: zone, combine: {n: count, sum: {fn: sum, value: fare}}}
          """
              .formatted(windows.name(), windows.words));
      sinks.append(
          "  - {type: WriteToJson, input: %1$s, config: {path: out/%1$s}}\n"
              .formatted(windows.name()));
    }
    return """
    name: both-runners
    stream: {schema: {t: timestamp, zone: "string?", fare: double}, event_time: t}
    history: {path: history/*.csv, format: csv}
    transforms:
    """
        + steps
        + "sinks:\n"
        + sinks;
  }

  /** Six hours around 1970, in no order. */
  private static List<Trip> trips() {
    Random random = new Random(7);
    List<Trip> trips = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      long time = START + random.nextInt(360) * MINUTE;
      trips.add(new Trip(time, "zone-" + random.nextInt(3), random.nextInt(400)));
    }
    trips.add(new Trip(0, "zone-0", 1));
    trips.add(new Trip(-1, "zone-0", 2));
    return trips;
  }

  private static String line(String zone, List<Trip> trips, String bounds) {
    double sum = trips.stream().mapToInt(Trip::quarters).sum() / 4.0;
    return "{\"zone\":\"%s\",\"n\":%d,\"sum\":%s%s".formatted(zone, trips.size(), sum, bounds);
  }

  private static String bounds(long from, long to) {
    return ",\"window_start\":\"%s\",\"window_end\":\"%s\""
        .formatted(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }
}
