package dev.mainstem.benchmarks.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What many rows a second need, by what a row and what an entry of a bundle cost.
 *
 * <p>It plays the way of rows through a step that aggregates: each slot reads bundles of the same
 * size and aggregates them, and hands an entry for each group in them to the slot that has the
 * group's bucket. All go as fast as the busiest of them lets them. That is done with random groups,
 * because the spread of entries over slots is what no formula tells.
 */
final class Scale {

  private static final String USAGE =
      """
      benchmarks/scale [OPTION ...]
        --row-micros=2.0      CPU microseconds of a row: reading, parsing, aggregating in its bundle
        --entry-micros=2.0    of an entry of a bundle: a group and window, handed over, merged, kept
        --bundle=10000        rows of a bundle
        --busy=0.7            the part of a core's time that is planned for
      """;

  /** The buckets of a step that aggregates: no more slots than these merge. */
  private static final int BUCKETS = 32;

  private static final int BUNDLES_EACH = 4;
  private static final long SEED = 7;
  private static final int[] SLOTS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  private static final long[] RATES = {1_000_000, 10_000_000, 100_000_000};
  private static final List<Groups> GROUPS =
      List.of(
          new Groups("1,000", 1_000, 0),
          new Groups("1,000, one has nine rows of ten", 1_000, 0.9),
          new Groups("100,000", 100_000, 0));

  private final double rowMicros;
  private final double entryMicros;
  private final int bundle;
  private final double busy;

  /** How rows are spread over groups; group 0 has a part of them for itself. */
  private record Groups(String name, int count, double hot) {

    int draw(Random random) {
      return hot > 0 && random.nextDouble() < hot ? 0 : random.nextInt(count);
    }
  }

  /**
   * How some slots fare.
   *
   * @param rowsPerSecond all of them together
   * @param skew the time of the busiest by the mean
   */
  private record Fare(double rowsPerSecond, double skew) {}

  private Scale(Map<String, Double> options) {
    this.rowMicros = options.getOrDefault("row-micros", 2.0);
    this.entryMicros = options.getOrDefault("entry-micros", 2.0);
    this.bundle = options.getOrDefault("bundle", 10_000.0).intValue();
    this.busy = options.getOrDefault("busy", 0.7);
  }

  /** Prints two tables: what slots can do, and what rates need. */
  public static void main(String[] words) {
    Map<String, Double> options = new HashMap<>();
    for (String word : words) {
      if (!word.matches("--(row-micros|entry-micros|bundle|busy)=[0-9.]+")) {
        System.out.print(USAGE);
        System.exit(word.equals("--help") ? 0 : 2);
      }
      int equals = word.indexOf('=');
      options.put(word.substring(2, equals), Double.parseDouble(word.substring(equals + 1)));
    }
    Scale scale = new Scale(options);
    scale.printSlots();
    scale.printRates();
  }

  private void printSlots() {
    System.out.println("| groups | slots | rows a second | busiest slot by the mean |");
    System.out.println("|---|---:|---:|---:|");
    for (Groups groups : GROUPS) {
      for (int slots : SLOTS) {
        Fare fare = play(groups, slots);
        System.out.printf(
            "| %s | %d | %,.0f | %.2f |%n", groups.name, slots, fare.rowsPerSecond, fare.skew);
      }
    }
  }

  private void printRates() {
    System.out.printf("%n| rows a second | row by row, cores |");
    GROUPS.forEach(groups -> System.out.printf(" groups: %s, cores |", groups.name));
    System.out.printf("%n|---:|---:|%s%n", "---:|".repeat(GROUPS.size()));
    for (long rate : RATES) {
      System.out.printf("| %,d | %.0f |", rate, Math.ceil(rate * rowMicros / 1e6 / busy));
      GROUPS.forEach(groups -> System.out.printf(" %s |", cores(groups, rate)));
      System.out.println();
    }
  }

  private String cores(Groups groups, long rate) {
    return IntStream.of(SLOTS)
        .filter(slots -> play(groups, slots).rowsPerSecond * busy >= rate)
        .mapToObj(Integer::toString)
        .findFirst()
        .orElse("more than " + SLOTS[SLOTS.length - 1]);
  }

  private Fare play(Groups groups, int slots) {
    Random random = new Random(SEED);
    double[] micros = new double[slots];
    for (int slot = 0; slot < slots; slot++) {
      for (int i = 0; i < BUNDLES_EACH; i++) {
        micros[slot] += bundle * rowMicros;
        for (int group : distinct(groups, random)) {
          micros[slotOf(group, slots)] += entryMicros;
        }
      }
    }
    double most = DoubleStream.of(micros).max().orElseThrow();
    double mean = DoubleStream.of(micros).sum() / slots;
    double rows = (double) slots * BUNDLES_EACH * bundle;
    return new Fare(rows / most * 1e6, most / mean);
  }

  private int[] distinct(Groups groups, Random random) {
    return IntStream.range(0, bundle).map(i -> groups.draw(random)).distinct().toArray();
  }

  /**
   * As the product has it: a hash of the group names the bucket, and each slot has a run of them.
   */
  private static int slotOf(int group, int slots) {
    int hash = Integer.toString(group).hashCode() * 0x9E3779B9;
    return (hash >>> 16) % BUCKETS * slots / BUCKETS;
  }
}
