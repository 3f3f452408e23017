import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the data of the article, and what must come out of it.
 *
 * <pre>java pipelines/article/generator/GenerateArticle.java [FOLDER]</pre>
 *
 * <p>Writes {@code history/}, {@code live/} and {@code expected/}, the same bytes each time. All
 * numbers are sums of powers of two, so that what must come out has no rounding in it.
 */
final class GenerateArticle {

  private static final Instant CUTOVER = Instant.parse("2025-03-01T00:00:00Z");
  private static final Instant FIRST = CUTOVER.minus(Duration.ofDays(5));
  private static final Instant HISTORY_END = CUTOVER.plus(Duration.ofHours(3));
  private static final Instant LIVE_BEGIN = CUTOVER.minus(Duration.ofHours(6));
  private static final Instant LAST = CUTOVER.plus(Duration.ofDays(2));
  private static final Instant CUT_OFF = CUTOVER.minus(Duration.ofHours(60));

  private static final double A = 0.5;
  private static final double B = 1.25;

  private final Random random = new Random(20250301);
  private final List<String> history = new ArrayList<>(List.of("at,field1,field2"));
  private final List<String> live = new ArrayList<>(List.of("at,field1,field2"));
  private final List<String> liveRecords = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    GenerateArticle article = new GenerateArticle();
    for (Instant at = FIRST; at.isBefore(LAST); at = at.plus(Duration.ofHours(1))) {
      article.add(at);
    }
    article.write(Path.of(args.length == 0 ? "pipelines/article" : args[0]));
  }

  private void add(Instant at) {
    int field1 = random.nextInt(1000);
    double field2 = random.nextInt(1000) / 4.0;
    boolean cutOff = at.equals(CUT_OFF);
    if (at.isBefore(HISTORY_END)) {
      String row = cutOff ? "%s,%d".formatted(at, field1) : row(at, field1, field2);
      history.add(row);
      if (cutOff) {
        rejected.add(
            "{\"source\":\"history\",\"position\":{\"file\":\"history/data.csv\",\"line\":%d},\"raw\":\"%s\"}"
                .formatted(history.size(), row));
        return;
      }
    }
    if (!at.isBefore(LIVE_BEGIN)) {
      live.add(row(at, field1, field2));
      liveRecords.add("{" + members(at, field1, field2) + "}");
    }
    double sum = field1 + field2;
    results.add(
        "{%s,\"sum\":%s,\"y\":%s}".formatted(members(at, field1, field2), sum, A * sum + B));
  }

  private static String row(Instant at, int field1, double field2) {
    return "%s,%d,%s".formatted(at, field1, field2);
  }

  private static String members(Instant at, int field1, double field2) {
    return "\"at\":\"%s\",\"field1\":%d,\"field2\":%s".formatted(at, field1, field2);
  }

  private void write(Path folder) throws IOException {
    write(folder.resolve("history/data.csv"), history);
    write(folder.resolve("live/data.csv"), live);
    write(folder.resolve("live/data.jsonl"), liveRecords);
    write(folder.resolve("expected/results.jsonl"), results);
    write(folder.resolve("expected/rejected.jsonl"), rejected);
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}
