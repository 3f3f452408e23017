import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the data of {@code .ci/article}, and checks what came out of it.
 *
 * <pre>java .ci/ArticleAtSize.java generate|check FOLDER ROWS SEED</pre>
 *
 * <p>The same seed gives the same records, so that the check needs nothing but them and the
 * results. It sums in decimals, which lose nothing, and asks for the very doubles where the
 * pipeline promises them: sums, counts and hours. The coefficients of the line are quotients of
 * such sums, and what the line expects is a product and a sum of doubles: they may differ in their
 * last digits, by how the quotient is rounded, so that they are held to {@link #CLOSE}.
 */
final class ArticleAtSize {

  /**
   * Some hundred times what a handful of roundings of doubles come to, relative to the largest
   * part.
   */
  private static final double CLOSE = 1e-13;

  private static final MathContext DIGITS = new MathContext(80);
  private static final long CUTOVER = Instant.parse("2025-03-01T00:00:00Z").toEpochMilli();
  private static final long STEP_MILLIS = 2_000;
  private static final long HOUR_MILLIS = 3_600_000;

  private final Path folder;
  private final long rows;
  private final long seed;
  private long problems;

  private record Event(long id, long at, long field1, double field2, double y) {

    double sum() {
      return field1 + field2;
    }

    long hour() {
      return at - Math.floorMod(at, HOUR_MILLIS);
    }

    boolean isHistory() {
      return at < CUTOVER;
    }
  }

  private ArticleAtSize(Path folder, long rows, long seed) {
    this.folder = folder;
    this.rows = rows;
    this.seed = seed;
  }

  public static void main(String[] args) throws IOException {
    ArticleAtSize article =
        new ArticleAtSize(Path.of(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
    if (args[0].equals("generate")) {
      article.generate();
    } else if (!article.check()) {
      System.exit(1);
    }
  }

  /** How many messages there are, less those of history's time. */
  private long live() {
    return rows / 5;
  }

  /** How many rows of each side lie in the time of the other: there, both have the same ones. */
  private long overlap() {
    return rows / 100;
  }

  /** All events once, in the order of their times, of which two never are one. */
  private void events(Consumer<Event> take) {
    Random random = new Random(seed);
    for (long id = 0; id < rows + live(); id++) {
      long at = CUTOVER + (id - rows) * STEP_MILLIS + random.nextInt((int) STEP_MILLIS);
      long field1 = random.nextInt(10_000);
      double field2 = random.nextDouble() * 100;
      double y = 2.5 * (field1 + field2) + 7 + random.nextGaussian();
      take.accept(new Event(id, at, field1, field2, y));
    }
  }

  private void generate() throws IOException {
    Files.createDirectories(folder.resolve("history"));
    try (BufferedWriter history = Files.newBufferedWriter(folder.resolve("history/data.csv"));
        BufferedWriter live = Files.newBufferedWriter(folder.resolve("live.csv"))) {
      line(history, "id,at,field1,field2,y");
      line(live, "id,at,field1,field2,y");
      events(
          event -> {
            String row =
                "%d,%s,%d,%s,%s"
                    .formatted(
                        event.id,
                        Instant.ofEpochMilli(event.at),
                        event.field1,
                        event.field2,
                        event.y);
            if (event.id < rows + overlap()) {
              line(history, row);
            }
            if (event.id >= rows - overlap()) {
              line(live, row);
            }
          });
    }
  }

  private static void line(BufferedWriter out, String text) {
    try {
      out.write(text);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean check() throws IOException {
    Expected expected = new Expected();
    events(expected::add);
    checkRows(expected);
    double[] line = checkLine(expected);
    checkScored(expected, line);
    checkHours(expected);
    check(results("rejected").isEmpty(), "rejected records: there are some");
    System.out.printf(
        "%,d rows and %,d messages, %,d of them copies: %,d rows once each, %,d scored, %,d hours; %s%n",
        rows + overlap(),
        live() + overlap(),
        2 * overlap(),
        rows + live(),
        live(),
        expected.totals.size(),
        problems == 0 ? "all as computed" : problems + " problems");
    return problems == 0;
  }

  /** What must come out, by decimals. */
  private final class Expected {

    private final double[] sums = new double[Math.toIntExact(rows + live())];
    private final double[] ys = new double[sums.length];
    private final long[] hours = new long[sums.length];
    private final Map<Long, BigDecimal> totals = new TreeMap<>();
    private final Map<Long, Long> counts = new TreeMap<>();
    private long n;
    private BigDecimal x = BigDecimal.ZERO;
    private BigDecimal y = BigDecimal.ZERO;
    private BigDecimal xx = BigDecimal.ZERO;
    private BigDecimal xy = BigDecimal.ZERO;

    void add(Event event) {
      int id = Math.toIntExact(event.id);
      sums[id] = event.sum();
      ys[id] = event.y;
      hours[id] = event.hour();
      BigDecimal sum = new BigDecimal(event.sum());
      totals.merge(event.hour(), sum, BigDecimal::add);
      counts.merge(event.hour(), 1L, Long::sum);
      if (event.isHistory()) {
        n++;
        x = x.add(sum);
        y = y.add(new BigDecimal(event.y));
        xx = xx.add(sum.multiply(sum));
        xy = xy.add(sum.multiply(new BigDecimal(event.y)));
      }
    }

    /** The slope and the intercept of the least squares. */
    BigDecimal[] line() {
      BigDecimal count = BigDecimal.valueOf(n);
      BigDecimal a =
          count
              .multiply(xy)
              .subtract(x.multiply(y))
              .divide(count.multiply(xx).subtract(x.multiply(x)), DIGITS);
      return new BigDecimal[] {a, y.subtract(a.multiply(x)).divide(count, DIGITS)};
    }
  }

  private void checkRows(Expected expected) throws IOException {
    int[] seen = new int[expected.sums.length];
    for (String row : results("summed")) {
      int id = Integer.parseInt(text(row, "id"));
      seen[id]++;
      check(
          number(row, "sum") == expected.sums[id], "sum, expected %s: %s", expected.sums[id], row);
    }
    checkOnce(seen, 0, "rows");
  }

  private void checkOnce(int[] seen, long from, String what) {
    for (int id = 0; id < seen.length; id++) {
      check(seen[id] == (id < from ? 0 : 1), "%s: id %d is there %d times", what, id, seen[id]);
    }
  }

  private double[] checkLine(Expected expected) throws IOException {
    List<String> lines = results("line");
    check(lines.size() == 1, "expected one line, found %d", lines.size());
    BigDecimal[] exact = expected.line();
    double[] line = {exact[0].doubleValue(), exact[1].doubleValue()};
    for (String found : lines) {
      check(number(found, "n") == expected.n, "n, expected %d: %s", expected.n, found);
      checkClose(number(found, "a"), line[0], line[0], "a: " + found);
      checkClose(number(found, "b"), line[1], line[1], "b: " + found);
    }
    return line;
  }

  private void checkScored(Expected expected, double[] line) throws IOException {
    int[] seen = new int[expected.sums.length];
    Map<Long, Double> residuals = new TreeMap<>();
    for (String row : results("scored")) {
      int id = Integer.parseInt(text(row, "id"));
      seen[id]++;
      double part = line[0] * expected.sums[id];
      double y = part + line[1];
      checkClose(number(row, "expected"), y, part, row);
      checkClose(number(row, "residual"), expected.ys[id] - y, part, row);
      residuals.merge(expected.hours[id], expected.ys[id] - y, Double::sum);
    }
    checkOnce(seen, rows, "scored");
    checkResiduals(expected, residuals);
  }

  private void checkResiduals(Expected expected, Map<Long, Double> residuals) throws IOException {
    Map<Long, String> found = byHour("residuals");
    check(found.keySet().equals(residuals.keySet()), "residuals: other hours");
    // each of an hour's residuals is off by some 1e-16 of what it is the difference of, 25,000
    found.forEach(
        (hour, row) ->
            check(
                Math.abs(number(row, "residual") - residuals.getOrDefault(hour, Double.NaN))
                        <= CLOSE * 25_000 * expected.counts.get(hour)
                    && number(row, "n") == expected.counts.get(hour),
                "hour of residuals: %s",
                row));
  }

  private void checkHours(Expected expected) throws IOException {
    Map<Long, String> found = byHour("hours");
    check(found.keySet().equals(expected.totals.keySet()), "hours: others than expected");
    found.forEach(
        (hour, row) ->
            check(
                number(row, "n") == expected.counts.getOrDefault(hour, 0L)
                    && number(row, "total")
                        == expected.totals.getOrDefault(hour, BigDecimal.ZERO).doubleValue(),
                "hour, expected %s and %s: %s",
                expected.counts.get(hour),
                expected.totals.get(hour),
                row));
  }

  private Map<Long, String> byHour(String name) throws IOException {
    Map<Long, String> hours = new TreeMap<>();
    for (String row : results(name)) {
      String before = hours.put(Instant.parse(text(row, "window_start")).toEpochMilli(), row);
      check(before == null, "%s: one hour twice: %s", name, row);
    }
    return hours;
  }

  private void checkClose(double found, double expected, double part, String what) {
    check(
        Math.abs(found - expected) <= CLOSE * Math.max(Math.abs(part), Math.abs(expected)),
        "expected about %s, found %s: %s",
        expected,
        found,
        what);
  }

  private void check(boolean holds, String problem, Object... what) {
    if (!holds && problems++ < 20) {
      System.out.printf(problem + "%n", what);
    }
  }

  /** The lines of all files of a result. */
  private List<String> results(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith(name + "-")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static double number(String row, String name) {
    return Double.parseDouble(text(row, name));
  }

  private static String text(String row, String name) {
    Matcher member = Pattern.compile("\"" + name + "\":\"?([^,}\"]*)").matcher(row);
    if (!member.find()) {
      throw new IllegalStateException("no " + name + " in " + row);
    }
    return member.group(1);
  }
}
