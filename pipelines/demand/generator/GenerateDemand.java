import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes the hours of three districts, and what lines through them say of today's.
 *
 * <pre>java pipelines/demand/generator/GenerateDemand.java [FOLDER]</pre>
 *
 * <p>Writes {@code history/}, {@code live/} and {@code expected/}, the same bytes each time. The
 * lines are the textbook's: covariance by variance, around the means.
 */
final class GenerateDemand {

  private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant CUTOVER = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-06-03T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<String, Double> SLOPES =
      new TreeMap<>(Map.of("harbour", 9.0, "hill", 2.5, "market", 6.0));

  private record Hour(String district, Instant at, double degrees, long rides) {}

  private record Line(int n, double a, double b, double r2, double error) {}

  private final Random random = new Random(20260601);
  private final List<Hour> history = new ArrayList<>();
  private final List<Hour> live = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    GenerateDemand demand = new GenerateDemand();
    for (Instant at = FIRST; at.isBefore(LAST); at = at.plus(HOUR)) {
      demand.hour(at);
    }
    demand.writeAll(Path.of(args.length == 0 ? "pipelines/demand" : args[0]));
  }

  private void hour(Instant at) {
    double degrees = (20 + random.nextInt(60)) / 4.0;
    for (Map.Entry<String, Double> district : SLOPES.entrySet()) {
      long rides = Math.round(20 + district.getValue() * degrees + 8 * random.nextGaussian());
      boolean storm = at.equals(CUTOVER.plus(HOUR.multipliedBy(17)));
      Hour hour = new Hour(district.getKey(), at, degrees, storm ? 0 : Math.max(0, rides));
      (at.isBefore(CUTOVER) ? history : live).add(hour);
    }
    if (!at.isBefore(CUTOVER) && at.getEpochSecond() % 21600 == 0) {
      live.add(new Hour("new town", at, degrees, random.nextInt(20)));
    }
  }

  private void writeAll(Path folder) throws IOException {
    Map<String, Line> lines = new TreeMap<>();
    SLOPES.keySet().forEach(district -> lines.put(district, line(district)));
    write(
        folder.resolve("history/spring.csv"),
        history.stream()
            .map(h -> "%s,%s,%s,%d".formatted(h.district, h.at, h.degrees, h.rides))
            .toList(),
        "district,at,degrees,rides\n");
    write(
        folder.resolve("live/today.jsonl"),
        live.stream().map(h -> "{" + members(h) + "}").toList(),
        "");
    write(
        folder.resolve("expected/model.jsonl"),
        lines.entrySet().stream().map(e -> model(e.getKey(), e.getValue())).toList(),
        "");
    write(
        folder.resolve("expected/scored.jsonl"),
        live.stream().map(h -> scored(h, lines.get(h.district))).toList(),
        "");
    write(
        folder.resolve("expected/anomalies.jsonl"),
        live.stream()
            .filter(h -> lines.containsKey(h.district) && isAnomaly(h, lines.get(h.district)))
            .map(h -> scored(h, lines.get(h.district)))
            .toList(),
        "");
    write(folder.resolve("expected/rejected.jsonl"), List.of(), "");
  }

  private Line line(String district) {
    List<Hour> some = history.stream().filter(h -> h.district.equals(district)).toList();
    double x = some.stream().mapToDouble(Hour::degrees).average().orElseThrow();
    double y = some.stream().mapToDouble(Hour::rides).average().orElseThrow();
    double xx = some.stream().mapToDouble(h -> (h.degrees - x) * (h.degrees - x)).sum();
    double xy = some.stream().mapToDouble(h -> (h.degrees - x) * (h.rides - y)).sum();
    double yy = some.stream().mapToDouble(h -> (h.rides - y) * (h.rides - y)).sum();
    double a = xy / xx;
    double b = y - a * x;
    double squares =
        some.stream().mapToDouble(h -> Math.pow(h.rides - (a * h.degrees + b), 2)).sum();
    return new Line(some.size(), a, b, 1 - squares / yy, Math.sqrt(squares / (some.size() - 2)));
  }

  private static boolean isAnomaly(Hour hour, Line line) {
    return Math.abs(hour.rides - (line.a * hour.degrees + line.b)) > 3 * line.error;
  }

  private static String members(Hour h) {
    return "\"district\":\"%s\",\"at\":\"%s\",\"degrees\":%s,\"rides\":%d"
        .formatted(h.district, h.at, h.degrees, h.rides);
  }

  private static String model(String district, Line line) {
    return "{\"district\":\"%s\",\"n\":%d,\"a\":%s,\"b\":%s,\"r2\":%s,\"standard_error\":%s}"
        .formatted(district, line.n, line.a, line.b, line.r2, line.error);
  }

  private static String scored(Hour hour, Line line) {
    if (line == null) {
      return "{%s,\"expected_rides\":null,\"residual\":null,\"anomaly\":null}"
          .formatted(members(hour));
    }
    double expected = line.a * hour.degrees + line.b;
    return "{%s,\"expected_rides\":%s,\"residual\":%s,\"anomaly\":%s}"
        .formatted(members(hour), expected, hour.rides - expected, isAnomaly(hour, line));
  }

  private static void write(Path file, List<String> lines, String header) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, header + lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }
}
