import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes the visits of a web shop, and what must come out of them.
 *
 * <pre>java pipelines/mining/generator/GenerateMining.java [FOLDER]</pre>
 *
 * <p>Writes {@code history/}, {@code live/} and {@code expected/}, the same bytes each time. What
 * must come out is found by going through all views once for each question, in the order of their
 * times. Sums are of quarters, so nothing is rounded.
 */
final class GenerateMining {

  private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant CUTOVER = Instant.parse("2026-03-08T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-03-09T00:00:00Z");
  private static final Duration GAP = Duration.ofMinutes(30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int VISITS = 500;

  private static final Map<String, List<String>> PAGES =
      new TreeMap<>(
          Map.of(
              "/", List.of(),
              "/bikes", List.of("bikes"),
              "/bikes/red", List.of("bikes", "sale"),
              "/helmets", List.of("safety"),
              "/lights", List.of("safety", "sale")));

  private record View(String visitor, String page, Instant at, Double spent) {}

  private final Random random = new Random(20260308);
  private final List<View> views = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    GenerateMining mining = new GenerateMining();
    for (int visit = 0; visit < VISITS; visit++) {
      mining.visit();
    }
    // one that goes on over the seam
    mining.views.add(new View("v007", "/", CUTOVER.minusSeconds(60), null));
    mining.views.add(new View("v007", "/lights", CUTOVER.plusSeconds(60), 12.25));
    mining.views.sort((a, b) -> a.at.compareTo(b.at));
    mining.write(Path.of(args.length == 0 ? "pipelines/mining" : args[0]));
  }

  private void visit() {
    String visitor = "v%03d".formatted(random.nextInt(90));
    long span = Duration.between(FIRST, LAST).minusHours(3).toSeconds();
    Instant at = FIRST.plusSeconds((long) (random.nextDouble() * span));
    for (int view = 1 + random.nextInt(6); view > 0; view--) {
      List<String> pages = List.copyOf(PAGES.keySet()).stream().sorted().toList();
      Double spent = random.nextInt(8) == 0 ? (1 + random.nextInt(800)) / 4.0 : null;
      // to the millisecond, so that no two views are at the same time
      views.add(new View(visitor, pages.get(random.nextInt(pages.size())), at, spent));
      at = at.plusMillis(10_000 + random.nextInt(1_500_000));
    }
  }

  private void write(Path folder) throws IOException {
    List<String> live = new ArrayList<>();
    Map<Instant, List<String>> history = new TreeMap<>();
    for (View view : views) {
      if (view.at.isBefore(CUTOVER)) {
        history
            .computeIfAbsent(
                day(view.at), d -> new ArrayList<>(List.of("at,visitor,page,spent,tags")))
            .add(row(view));
      } else {
        live.add(message(view));
      }
    }
    for (Map.Entry<Instant, List<String>> day : history.entrySet()) {
      write(
          folder.resolve("history/" + day.getKey().toString().substring(0, 10) + ".csv"),
          day.getValue());
    }
    write(folder.resolve("live/visits.jsonl"), live);
    write(folder.resolve("expected/days.jsonl"), days());
    write(folder.resolve("expected/visits.jsonl"), visits());
    write(folder.resolve("expected/by_topic.jsonl"), topics());
    write(folder.resolve("expected/rejected.jsonl"), List.of());
  }

  private static Instant day(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond() / DAY.toSeconds() * DAY.toSeconds());
  }

  private static String row(View view) {
    String tags = array(PAGES.get(view.page)).replace("\"", "\"\"");
    return "%s,%s,%s,%s,\"%s\""
        .formatted(view.at, view.visitor, view.page, view.spent == null ? "" : view.spent, tags);
  }

  private static String message(View view) {
    return "{\"visitor\":\"%s\",\"page\":\"%s\",\"at\":\"%s\",\"spent\":%s,\"tags\":%s}"
        .formatted(view.visitor, view.page, view.at, view.spent, array(PAGES.get(view.page)));
  }

  private static String array(List<String> texts) {
    return texts.stream()
        .collect(Collectors.joining("\",\"", "[\"", "\"]"))
        .replace("[\"\"]", "[]");
  }

  private List<String> days() {
    List<String> rows = new ArrayList<>();
    for (Instant day = FIRST; day.isBefore(LAST); day = day.plus(DAY)) {
      Instant start = day;
      List<View> some = views.stream().filter(v -> day(v.at).equals(start)).toList();
      List<Double> sales =
          some.stream()
              .map(View::spent)
              .filter(s -> s != null)
              .sorted()
              .collect(Collectors.toList());
      double median = median(sales);
      Collections.reverse(sales);
      rows.add(
          "{\"views\":%d,\"visitors\":%d,\"median_sale\":%s,\"best_sales\":%s,\"window_start\":\"%s\",\"window_end\":\"%s\"}"
              .formatted(
                  some.size(),
                  some.stream().map(View::visitor).distinct().count(),
                  median,
                  sales.stream().limit(3).toList().toString().replace(" ", ""),
                  start,
                  start.plus(DAY)));
    }
    return rows;
  }

  private static double median(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private List<String> visits() {
    Map<String, List<View>> byVisitor =
        views.stream()
            .collect(Collectors.groupingBy(View::visitor, TreeMap::new, Collectors.toList()));
    List<String> rows = new ArrayList<>();
    for (List<View> all : byVisitor.values()) {
      List<View> visit = new ArrayList<>();
      for (View view : all) {
        if (!visit.isEmpty() && !view.at.isBefore(visit.get(visit.size() - 1).at.plus(GAP))) {
          rows.add(visit(visit));
          visit.clear();
        }
        visit.add(view);
      }
      rows.add(visit(visit));
    }
    return rows;
  }

  private static String visit(List<View> visit) {
    View first = visit.get(0);
    View last = visit.get(visit.size() - 1);
    List<Double> spent = visit.stream().map(View::spent).filter(s -> s != null).toList();
    return "{\"visitor\":\"%s\",\"views\":%d,\"entered_at\":\"%s\",\"left_at\":\"%s\",\"spent\":%s,\"window_start\":\"%s\",\"window_end\":\"%s\"}"
        .formatted(
            first.visitor,
            visit.size(),
            first.page,
            last.page,
            spent.isEmpty() ? null : spent.stream().mapToDouble(s -> s).sum(),
            first.at,
            last.at.plus(GAP));
  }

  private List<String> topics() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Set<String>> visitors = new TreeMap<>();
    for (View view : views) {
      for (String tag : PAGES.get(view.page)) {
        counts.merge(tag, 1, Integer::sum);
        visitors.computeIfAbsent(tag, t -> new HashSet<>()).add(view.visitor);
      }
    }
    return counts.entrySet().stream()
        .map(
            e ->
                "{\"tags\":\"%s\",\"views\":%d,\"visitors\":%d}"
                    .formatted(e.getKey(), e.getValue(), visitors.get(e.getKey()).size()))
        .toList();
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }
}
