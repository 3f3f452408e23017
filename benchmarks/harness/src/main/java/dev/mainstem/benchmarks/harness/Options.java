package dev.mainstem.benchmarks.harness;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of the command line.
 *
 * @param rows of the history, at a scale of one
 * @param pairs how often each peer runs, in turn
 * @param coldPairs how often each runs over an empty history
 * @param rowsPerSecond of event time: together with the window, how many rows an aggregate has
 * @param live whether the workload from topic to topic is wanted too
 * @param data the folder of the generated histories; what is in it and right is used again
 */
record Options(
    long rows,
    int pairs,
    int coldPairs,
    int rowsPerSecond,
    long seed,
    List<Workload> workloads,
    boolean live,
    List<Peer> peers,
    Path data) {

  static final String USAGE =
      """
      benchmarks/compare [OPTION ...]
        --rows=5000000        rows of the history
        --pairs=5             runs of each peer, in turn
        --cold-pairs=3        runs of each over an empty history
        --rate=1000           rows in a second of event time
        --seed=7              of the data
        --workloads=W1,W1x2,W2,W3,W4,W5
                              one of them, or a variant: W2-minute, W2-hour, W2-keys, W2-skew, W4-1x, W4-4x, W4-16x, W4-keys;
                              W5 goes from topic to topic
        --peers=mainstem,tuned,preaggregated,plain,beam,duckdb,spark
                              of all workloads but W5, which has its own: mainstem, native, streams
        --data=FOLDER         of the generated histories, else one below the folder of temporary files
      """;

  private static final String LIVE = "W5";

  private static final Set<String> NAMES =
      Set.of("rows", "pairs", "cold-pairs", "rate", "seed", "workloads", "peers", "data");

  /**
   * @throws IllegalArgumentException with what is wrong
   */
  static Options read(String... words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (!word.startsWith("--") || equals < 0 || !NAMES.contains(word.substring(2, equals))) {
        throw new IllegalArgumentException("no such option: " + word);
      }
      values.put(word.substring(2, equals), word.substring(equals + 1));
    }
    List<String> workloads = list(values.getOrDefault("workloads", "W1,W1x2,W2,W3,W4,W5"));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "mainstem-benchmarks");
    return new Options(
        Long.parseLong(values.getOrDefault("rows", "5000000")),
        Integer.parseInt(values.getOrDefault("pairs", "5")),
        Integer.parseInt(values.getOrDefault("cold-pairs", "3")),
        Integer.parseInt(values.getOrDefault("rate", "1000")),
        Long.parseLong(values.getOrDefault("seed", "7")),
        workloads(workloads),
        workloads.contains(LIVE),
        some("peers", Peer.named(peers(values))),
        Path.of(values.getOrDefault("data", temporary.toString())).toAbsolutePath());
  }

  DataShape shape(Workload workload) {
    return workload.shape(rows, rowsPerSecond, seed);
  }

  private static List<Workload> workloads(List<String> words) {
    List<Workload> chosen = Workload.named(words);
    return words.contains(LIVE) ? chosen : some("workloads", chosen);
  }

  private static List<String> peers(Map<String, String> values) {
    return list(
        values.getOrDefault("peers", "mainstem,tuned,preaggregated,plain,beam,duckdb,spark"));
  }

  private static List<String> list(String value) {
    return List.of(value.split(","));
  }

  private static <T> List<T> some(String option, List<T> chosen) {
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("--" + option + " names none that there is");
    }
    return chosen;
  }
}
