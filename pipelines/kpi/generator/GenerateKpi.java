import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes the sales of three shops, and the figures that must come out of them.
 *
 * <pre>java pipelines/kpi/generator/GenerateKpi.java [FOLDER]</pre>
 *
 * <p>Writes {@code history/}, {@code live/} and {@code expected/}, the same bytes each time.
 * Amounts are quarters, so that sums are not rounded. Messages are up to fifty seconds out of
 * order.
 */
final class GenerateKpi {

  private static final Instant FIRST = Instant.parse("2026-05-01T18:00:00Z");
  private static final Instant CUTOVER = Instant.parse("2026-05-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-05-02T04:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final List<String> SHOPS = List.of("harbour", "market", "station");

  private record Sale(String shop, Instant at, Instant sentAt, double amount, int items) {}

  public static void main(String[] args) throws IOException {
    Random random = new Random(20260502);
    List<Sale> sales = new ArrayList<>();
    for (Instant at = FIRST; at.isBefore(LAST); at = at.plusSeconds(1 + random.nextInt(40))) {
      String shop = SHOPS.get(random.nextInt(SHOPS.size()));
      Instant sent = at.plusSeconds(random.nextInt(50));
      sales.add(new Sale(shop, at, sent, (4 + random.nextInt(400)) / 4.0, 1 + random.nextInt(9)));
    }
    sales.sort(Comparator.comparing(Sale::sentAt));
    writeAll(Path.of(args.length == 0 ? "pipelines/kpi" : args[0]), sales);
  }

  private static void writeAll(Path folder, List<Sale> sales) throws IOException {
    List<String> history = new ArrayList<>(List.of("shop,at,amount,items"));
    List<String> live = new ArrayList<>();
    for (Sale sale : sales) {
      // the last export has a minute too much, and the topic begins an hour early: both know some
      if (sale.at.isBefore(CUTOVER.plusSeconds(60))) {
        history.add("%s,%s,%s,%d".formatted(sale.shop, sale.at, sale.amount, sale.items));
      }
      if (!sale.at.isBefore(CUTOVER.minusSeconds(3600))) {
        live.add(
            "{\"shop\":\"%s\",\"at\":\"%s\",\"amount\":%s,\"items\":%d}"
                .formatted(sale.shop, sale.at, sale.amount, sale.items));
      }
    }
    write(folder.resolve("history/sales.csv"), history);
    write(folder.resolve("live/sales.jsonl"), live);
    write(folder.resolve("expected/results.jsonl"), results(sales));
    write(folder.resolve("expected/rejected.jsonl"), List.of());
  }

  private static List<String> results(List<Sale> sales) {
    List<String> rows = new ArrayList<>();
    for (Instant start : new TreeSet<>(sales.stream().map(s -> startOf(s.at)).toList())) {
      for (String shop : SHOPS) {
        List<Sale> some =
            sales.stream().filter(s -> s.shop.equals(shop) && startOf(s.at).equals(start)).toList();
        if (!some.isEmpty()) {
          rows.add(row(shop, start, some));
        }
      }
    }
    return rows;
  }

  private static String row(String shop, Instant start, List<Sale> some) {
    return "{\"shop\":\"%s\",\"sales\":%d,\"revenue\":%s,\"basket\":%s,\"largest\":%s,\"window_start\":\"%s\",\"window_end\":\"%s\"}"
        .formatted(
            shop,
            some.size(),
            some.stream().mapToDouble(Sale::amount).sum(),
            (double) some.stream().mapToInt(Sale::items).sum() / some.size(),
            some.stream().mapToDouble(Sale::amount).max().getAsDouble(),
            start,
            start.plus(WINDOW));
  }

  private static Instant startOf(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond() / WINDOW.toSeconds() * WINDOW.toSeconds());
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }
}
