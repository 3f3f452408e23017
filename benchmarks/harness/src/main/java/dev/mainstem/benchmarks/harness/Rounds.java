package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The runs of one workload: the peers take turns, so that what else the machine does meets all of
 * them. There is a table only if every run of every peer gave the same results.
 */
final class Rounds {

  private final Path home;
  private final Options options;
  private final List<Peer> peers;
  private final Workload workload;
  private final Path work;
  private final Map<String, Samples> cold = new LinkedHashMap<>();
  private final Map<String, Samples> full = new LinkedHashMap<>();

  /**
   * @param work an empty folder, for results and logs
   */
  Rounds(Path home, Options options, List<Peer> peers, Workload workload, Path work) {
    this.home = home;
    this.options = options;
    this.peers = peers.stream().filter(peer -> peer.takes(workload)).toList();
    this.workload = workload;
    this.work = work;
    for (Peer peer : this.peers) {
      cold.put(peer.label(), new Samples());
      full.put(peer.label(), new Samples());
    }
  }

  Table run() throws IOException, InterruptedException {
    DataShape shape = options.shape(workload);
    Histories histories = new Histories(options.data());
    rounds("empty", options.coldPairs(), histories.of(shape.withRows(0)), cold);
    int results = rounds("full", options.pairs(), histories.of(shape), full);
    String heading =
        String.format(
            "%s: %s%n%,d rows, %,d devices, %,d rows a second; %,d result rows, equal in all runs",
            workload.label(),
            workload.title(),
            shape.rows(),
            shape.keys(),
            shape.rowsPerSecond(),
            results);
    return new Table(heading, shape.rows(), Peer.TUNED.label(), cold, full);
  }

  /** Answers how many result rows there are. */
  private int rounds(String what, int count, Path data, Map<String, Samples> samples)
      throws IOException, InterruptedException {
    Path kept = work.resolve("reference");
    Reference reference = null;
    for (int round = 1; round <= count; round++) {
      for (Peer peer : peers) {
        Path out = reference == null ? kept : work.resolve(peer.label());
        Files.createDirectories(out);
        Cost cost =
            Measure.run(
                peer.command(home, workload, data, out), work.resolve(peer.label() + ".log"));
        Progress.say(
            String.format(
                "%s %s %d of %d: %s %.2f CPU s, %.2f s",
                workload.label(),
                what,
                round,
                count,
                peer.label(),
                cost.cpuSeconds(),
                cost.wallSeconds()));
        samples.get(peer.label()).add(cost);
        if (reference == null) {
          reference = Reference.of(out.resolve("result"));
        } else {
          reference.check(peer.label(), out.resolve("result"));
          deleteAll(out);
        }
      }
    }
    deleteAll(kept);
    return reference == null ? 0 : reference.rows();
  }

  static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(Rounds::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
