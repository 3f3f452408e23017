import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes orders in three forms, and what must come out of them.
 *
 * <pre>java pipelines/schema-change/generator/GenerateSchemaChange.java [FOLDER]</pre>
 *
 * <p>Writes {@code history/}, {@code live/} and {@code expected/}, the same bytes each time.
 * Amounts are quarters, so that sums are not rounded.
 */
final class GenerateSchemaChange {

  private static final Instant FIRST = Instant.parse("2026-03-25T00:00:00Z");
  private static final Instant AMOUNTS = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant CHANNELS = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant CUTOVER = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-06-04T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<String> CHANNEL_NAMES = List.of("app", "shop", "web");

  private record Order(
      int number, String customer, Instant placedAt, int quarters, String channel) {}

  public static void main(String[] args) throws IOException {
    Random random = new Random(20260601);
    List<Order> orders = new ArrayList<>();
    for (Instant at = FIRST; at.isBefore(LAST); at = at.plusSeconds(600 + random.nextInt(7200))) {
      String channel = at.isBefore(CHANNELS) ? "shop" : CHANNEL_NAMES.get(random.nextInt(3));
      String customer = "c%02d".formatted(random.nextInt(40));
      orders.add(new Order(orders.size() + 1, customer, at, 1 + random.nextInt(900), channel));
    }
    writeAll(Path.of(args.length == 0 ? "pipelines/schema-change" : args[0]), orders);
  }

  private static void writeAll(Path folder, List<Order> orders) throws IOException {
    List<String> cents = new ArrayList<>(List.of("order,customer.id,placed_at,cents"));
    List<String> amounts = new ArrayList<>(List.of("placed_at,order,customer.id,amount"));
    List<String> channels = new ArrayList<>(List.of("order,channel,customer.id,amount,placed_at"));
    List<String> live = new ArrayList<>();
    for (Order o : orders) {
      double amount = o.quarters / 4.0;
      if (o.placedAt.isBefore(AMOUNTS)) {
        cents.add("%d,%s,%s,%d".formatted(o.number, o.customer, o.placedAt, 25 * o.quarters));
      } else if (o.placedAt.isBefore(CHANNELS)) {
        amounts.add("%s,%d,%s,%s".formatted(o.placedAt, o.number, o.customer, amount));
      } else if (o.placedAt.isBefore(CUTOVER)) {
        channels.add(
            "%d,%s,%s,%s,%s".formatted(o.number, o.channel, o.customer, amount, o.placedAt));
      }
      if (!o.placedAt.isBefore(CUTOVER.minus(DAY))) {
        // of the first day of the topic, history has all; now and then a message is sent twice
        for (int copies = o.number % 10 == 0 ? 2 : 1; copies > 0; copies--) {
          live.add(
              "{\"order\":%d,\"customer\":{\"id\":\"%s\"},\"placed_at\":\"%s\",\"amount\":%s,\"channel\":\"%s\"}"
                  .formatted(o.number, o.customer, o.placedAt, amount, o.channel));
        }
      }
    }
    write(folder.resolve("history/2026-03.csv"), cents);
    write(folder.resolve("history/2026-04.csv"), amounts);
    write(folder.resolve("history/2026-05.csv"), channels);
    write(folder.resolve("live/orders.jsonl"), live);
    write(folder.resolve("expected/days.jsonl"), days(orders));
    write(folder.resolve("expected/rejected.jsonl"), List.of());
  }

  private static List<String> days(List<Order> orders) {
    List<String> rows = new ArrayList<>();
    for (Instant day : new TreeSet<>(orders.stream().map(o -> startOf(o.placedAt)).toList())) {
      for (String channel : CHANNEL_NAMES) {
        List<Order> some =
            orders.stream()
                .filter(o -> o.channel.equals(channel) && startOf(o.placedAt).equals(day))
                .toList();
        if (!some.isEmpty()) {
          rows.add(
              "{\"channel\":\"%s\",\"orders\":%d,\"customers\":%d,\"revenue\":%s,\"window_start\":\"%s\",\"window_end\":\"%s\"}"
                  .formatted(
                      channel,
                      some.size(),
                      some.stream().map(Order::customer).distinct().count(),
                      some.stream().mapToInt(Order::quarters).sum() / 4.0,
                      day,
                      day.plus(DAY)));
        }
      }
    }
    return rows;
  }

  private static Instant startOf(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond() / DAY.toSeconds() * DAY.toSeconds());
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }
}
