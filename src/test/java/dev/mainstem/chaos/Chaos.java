package dev.mainstem.chaos;

import dev.mainstem.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
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
      "Exit codes: 0 nothing was lost or doubled, 3 something was; with --prove the other way round."
    })
final class Chaos implements Callable<Integer> {

  private static final int DIFFERENCE = 3;

  @Option(names = "--runs", description = "how many runs for each nemesis (default: 1)")
  private int runs = 1;

  @Option(names = "--seed", description = "what everything random comes from (default: 1)")
  private long seed = 1;

  @Option(
      names = "--nemesis",
      split = ",",
      description = "which, or 'mix' for two random ones a run (default: each in turn)")
  private List<String> nemeses = new ArrayList<>();

  @Option(
      names = "--prove",
      description = "writes at least once, and is well if it then finds something doubled")
  private boolean prove;

  private long undisturbedMillis;

  private Chaos() {}

  /** The program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Chaos()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    check("undisturbed", seed, List.of());
    int wrong = 0;
    int done = 0;
    for (String word : words()) {
      for (int run = 0; run < runs; run++) {
        long runSeed = seed * 1000 + done++;
        wrong += check(word, runSeed, strikes(word, new Random(runSeed))) ? 0 : 1;
      }
    }
    System.out.printf("%d passed, %d failed%n", done - wrong, wrong);
    return (wrong > 0) == prove ? 0 : DIFFERENCE;
  }

  private List<String> words() {
    return nemeses.isEmpty()
        ? Arrays.stream(Nemesis.values()).map(Nemesis::word).toList()
        : nemeses;
  }

  private static List<Nemesis> strikes(String word, Random random) {
    if (!word.equals("mix")) {
      return List.of(Nemesis.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    Nemesis[] all = Nemesis.values();
    return IntStream.range(0, 2).mapToObj(i -> all[random.nextInt(all.length)]).toList();
  }

  /** Answers whether a run wrote what it must. */
  private boolean check(String word, long runSeed, List<Nemesis> strikes)
      throws IOException, ExecutionException, InterruptedException {
    Path folder = Files.createTempDirectory("chaos-");
    long started = System.nanoTime();
    List<String> problems;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      String delivery = prove ? "at_least_once" : "exactly_once";
      Trial trial = new Trial(folder, broker, delivery, new Random(runSeed));
      problems = trial.run(strikes, undisturbedMillis);
      if (strikes.isEmpty()) {
        undisturbedMillis = trial.lastMillis();
      }
    }
    System.out.printf(
        "%-16s seed %6d  %5.1f s  %s%n",
        word + (word.equals("mix") ? " " + strikes : ""),
        runSeed,
        (System.nanoTime() - started) / 1e9,
        problems.isEmpty() ? "each record once" : String.join("; ", problems) + " in " + folder);
    return problems.isEmpty();
  }
}
