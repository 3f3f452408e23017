package dev.mainstem.chaos;

import dev.mainstem.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Strikes runs at random moments, and tells what was lost or doubled by it.
 *
 * <p>Everything that is random comes from the seed; the moment at which a strike meets the run is
 * that of the machine.
 */
@Command(
    name = "chaos",
    description = "Strikes runs at random moments, and tells what was lost or doubled by it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 each run was right, 3 one was not; with --prove 0 something was doubled, 3 not."
    })
final class Chaos implements Callable<Integer> {

  private static final int DIFFERENCE = 3;
  private static final String MIX = "mix";
  private static final int CLUSTER_EVERY = 3;

  @Option(names = "--runs", description = "how many runs for each nemesis (default: 1)")
  private int runs = 1;

  @Option(names = "--seed", description = "what everything random comes from (default: 1)")
  private long seed = 1;

  @Option(
      names = "--nemesis",
      split = ",",
      description =
          "which: ${COMPLETION-CANDIDATES}, or mix for two a run, every third on a cluster"
              + " (default: each in turn)",
      completionCandidates = Words.class)
  private List<String> nemeses = new ArrayList<>();

  @Option(names = "--rows", description = "of the history (default: 400000)")
  private int rows = 400_000;

  @Option(
      names = "--prove",
      description = "writes at least once, and is well if it then finds something doubled")
  private boolean prove;

  private final Map<Place, Long> undisturbedMillis = new EnumMap<>(Place.class);
  private final Map<Place, Deck> decks = new EnumMap<>(Place.class);

  private int passed;
  private int failed;
  private int doubled;

  private Chaos() {}

  /** The program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Chaos()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    int done = 0;
    for (String word : words()) {
      for (int run = 0; run < runs; run++) {
        Place place = place(word, run);
        if (!undisturbedMillis.containsKey(place)) {
          check(place, seed, List.of());
        }
        check(place, seed * 1000 + done++, strikes(word, place));
      }
    }
    System.out.printf("%d passed, %d failed%n", passed, failed);
    boolean well = prove ? doubled > 0 : failed == 0;
    return well ? 0 : DIFFERENCE;
  }

  private List<String> words() {
    return nemeses.isEmpty() ? new Words().all() : nemeses;
  }

  private static Place place(String word, int run) {
    if (word.equals(MIX)) {
      return run % CLUSTER_EVERY == CLUSTER_EVERY - 1 ? Place.CLUSTER : Place.EMBEDDED;
    }
    return nemesis(word).place();
  }

  private List<Nemesis> strikes(String word, Place place) {
    if (word.equals(MIX)) {
      Deck deck = decks.computeIfAbsent(place, p -> new Deck(p, new Random(seed)));
      return List.of(deck.deal(), deck.deal());
    }
    return List.of(nemesis(word));
  }

  private static Nemesis nemesis(String word) {
    return Nemesis.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Makes one run and counts what came of it. */
  private void check(Place place, long runSeed, List<Nemesis> strikes)
      throws IOException, ExecutionException, InterruptedException {
    Path folder = Files.createTempDirectory("chaos-");
    long started = System.nanoTime();
    Trial trial;
    List<String> problems;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        Cluster cluster = place == Place.CLUSTER ? Cluster.start(folder.resolve("flink")) : null) {
      String delivery = prove ? "at_least_once" : "exactly_once";
      trial =
          new Trial(
              folder,
              broker,
              Optional.ofNullable(cluster),
              delivery,
              new Random(runSeed),
              new Feed(rows));
      problems = trial.run(strikes, undisturbedMillis.getOrDefault(place, 0L));
    }
    if (strikes.isEmpty()) {
      undisturbedMillis.put(place, trial.lastMillis());
    }
    System.out.printf(
        "%s %s, seed %d, %d struck, %.0f s: %s%n",
        place.word(),
        strikes.isEmpty() ? "undisturbed" : joined(strikes),
        runSeed,
        trial.struck(),
        (System.nanoTime() - started) / 1e9,
        problems.isEmpty() ? "each record once" : String.join("; ", problems) + " in " + folder);
    passed += problems.isEmpty() ? 1 : 0;
    failed += problems.isEmpty() ? 0 : 1;
    doubled += trial.foundDoubled() ? 1 : 0;
  }

  private static String joined(List<Nemesis> strikes) {
    return strikes.stream().map(Nemesis::word).collect(Collectors.joining(" + "));
  }

  /** What may be said of a nemesis. */
  private static final class Words implements Iterable<String> {

    private List<String> all() {
      return Arrays.stream(Nemesis.values()).map(Nemesis::word).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return all().iterator();
    }
  }
}
