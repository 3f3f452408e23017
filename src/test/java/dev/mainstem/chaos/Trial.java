package dev.mainstem.chaos;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.broker.EmbeddedBroker;
import dev.mainstem.testing.Child;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** One run of a feed, which is struck, resumed until it is done, and held to its verdict. */
final class Trial {

  /** The topic that the run writes to. */
  static final String RESULTS = "results";

  /** Where a run keeps what is its own, in the folder of the trial. */
  static final String OWN = "out/.mainstem";

  private static final String LIVE = "feed";
  private static final Path PROGRAM = Path.of("bin", "mainstem").toAbsolutePath();
  private static final long PATIENCE_SECONDS = 600;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final Optional<Cluster> cluster;
  private final String delivery;
  private final Random random;
  private final Feed feed;
  private final Verdict verdict;
  private boolean goesBack;
  private int parallelism = 2;
  private int struck;
  private long lastMillis;

  /**
   * A trial in a folder of its own.
   *
   * @param cluster where the job runs; empty for the launch itself
   * @param delivery of the sink that writes to a topic
   */
  Trial(
      Path folder,
      EmbeddedBroker broker,
      Optional<Cluster> cluster,
      String delivery,
      Random random,
      Feed feed) {
    this.folder = folder;
    this.broker = broker;
    this.cluster = cluster;
    this.delivery = delivery;
    this.random = random;
    this.feed = feed;
    this.verdict = new Verdict(feed, folder);
  }

  /**
   * Runs it.
   *
   * @param strikes what is done to it; none for an undisturbed run
   * @param millis how long an undisturbed run takes; the strikes come within that time
   * @return what is wrong with what it wrote; nothing if it is right
   */
  List<String> run(List<Nemesis> strikes, long millis)
      throws IOException, ExecutionException, InterruptedException {
    goesBack = strikes.stream().anyMatch(Nemesis::goesBack);
    feed.writeHistory(folder);
    feed.publish(broker.servers(), LIVE);
    try (BrokerClient client = BrokerClient.connect("results", broker.servers(), Map.of())) {
      client.createIfMissing(RESULTS, 1);
    }
    Runs.write(folder, "pipeline.yaml", definition(goesBack ? "at_least_once" : delivery));
    Optional<String> failure =
        launch(new ArrayList<>(strikes), millis / Math.max(1, strikes.size()));
    return failure.isPresent()
        ? List.of(failure.get())
        : verdict.problems(goesBack ? "" : broker.servers(), RESULTS);
  }

  /** How long the job of the last launch took. */
  long lastMillis() {
    return lastMillis;
  }

  /** How many of the strikes came before the run was over. */
  int struck() {
    return struck;
  }

  /** Whether anything of what it wrote was there twice. */
  boolean foundDoubled() {
    return verdict.foundDoubled();
  }

  /** Launches it as often as it takes; answers why it did not come to its end. */
  private Optional<String> launch(List<Nemesis> left, long momentMillis)
      throws IOException, InterruptedException {
    List<Nemesis> done = new ArrayList<>();
    try (Child launch = start()) {
      launch.await(() -> launch.err().contains("running on "));
      long started = System.nanoTime();
      while (done.stream().noneMatch(Nemesis::endsTheLaunch)
          && !left.isEmpty()
          && !launch.endsWithin(random.nextLong(momentMillis))) {
        strike(left.get(0), launch);
        done.add(left.remove(0));
      }
      int exitCode = launch.exitCode(PATIENCE_SECONDS);
      lastMillis = (System.nanoTime() - started) / 1_000_000;
      if (exitCode == 0 && done.stream().noneMatch(Nemesis::endsTheLaunch)) {
        return Optional.empty();
      }
      if (done.stream().noneMatch(Nemesis::mayEndTheLaunch)) {
        return Optional.of("a launch ended with %d: %s".formatted(exitCode, launch.err()));
      }
    }
    return isDone() ? Optional.empty() : launch(left, momentMillis);
  }

  private void strike(Nemesis nemesis, Child launch) throws IOException, InterruptedException {
    if (!goesBack) {
      verdict.noteFinishedFiles();
    }
    struck += new Strikes(folder, broker, cluster, random).strike(nemesis, launch) ? 1 : 0;
    if (nemesis == Nemesis.LAUNCH_STOPPED) {
      parallelism = 1 + random.nextInt(3);
    }
  }

  private Child start() throws IOException {
    Stream<String> words =
        Stream.of(
                Stream.of(PROGRAM.toString(), "run", "pipeline.yaml"),
                Stream.of("--parallelism=" + parallelism, "--checkpointingInterval=1000"),
                cluster.map(where -> "--flinkMaster=" + where.address()).stream(),
                isResumable() ? Stream.of("--resume") : Stream.<String>empty())
            .flatMap(word -> word);
    return Child.run(folder, words.toList());
  }

  /** A run that came to its end left no folder; one that had not begun left no record. */
  private boolean isResumable() throws IOException {
    Path own = folder.resolve(OWN);
    if (!Files.exists(own.resolve("run.json"))) {
      return false;
    }
    try (Stream<Path> all = Files.list(own)) {
      return all.anyMatch(path -> path.getFileName().toString().startsWith("run-"));
    }
  }

  private boolean isDone() throws IOException {
    Path record = folder.resolve(OWN).resolve("run.json");
    return Files.exists(record)
        && Runs.json(Files.readString(record)).path("stopped").toString().equals("false");
  }

  private String definition(String kafkaDelivery) {
    return """
    name: chaos-%5$s
    stream:
      schema:
        source: string
        partition: int32
        number: int64
        at: {type: timestamp, format: epoch_millis}
        value: double
      event_time: at
    history: {path: history/*.csv, format: csv}
    live: {topic: %1$s, bootstrap_servers: "%2$s", stop: end}
    cutover: {at: "%3$s"}
    windowing: {type: fixed, size: 1m}
    transforms:
      - name: windows
        type: Combine
        config:
          group_by: [source]
          combine:
            records: {fn: count}
            numbers: {fn: sum, value: number}
            values: {fn: sum, value: value}
    sinks:
      - {type: WriteToJson, input: stream, config: {path: out/records}}
      - {type: WriteToJson, input: windows, config: {path: out/windows}}
      - type: WriteToKafka
        input: stream
        config: {topic: %4$s, bootstrap_servers: "%2$s", delivery: %6$s}
    """
        .formatted(
            LIVE, broker.servers(), feed.cutover(), RESULTS, folder.getFileName(), kafkaDelivery);
  }
}
