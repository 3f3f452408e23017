package dev.mainstem.chaos;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.broker.EmbeddedBroker;
import dev.mainstem.testing.Child;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One run of a feed, which is struck, resumed until it is done, and held to its verdict. */
final class Trial {

  private static final String LIVE = "feed";
  private static final String RESULTS = "results";
  private static final long FROZEN_SECONDS = 10;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final String delivery;
  private final Random random;
  private long lastMillis;

  /**
   * A trial in a folder of its own.
   *
   * @param delivery of the sink that writes to a topic
   */
  Trial(Path folder, EmbeddedBroker broker, String delivery, Random random) {
    this.folder = folder;
    this.broker = broker;
    this.delivery = delivery;
    this.random = random;
  }

  /**
   * Runs it.
   *
   * @param strikes what is done to it; none for an undisturbed run
   * @param millis how long an undisturbed run takes; each strike comes within that time
   * @return what is wrong with what it wrote; nothing if it is right
   */
  List<String> run(List<Nemesis> strikes, long millis)
      throws IOException, ExecutionException, InterruptedException {
    boolean goesBack = strikes.stream().anyMatch(Nemesis::goesBack);
    Feed feed = new Feed();
    feed.writeHistory(folder);
    feed.publish(broker.servers(), LIVE);
    try (BrokerClient client = BrokerClient.connect("results", broker.servers(), Map.of())) {
      client.createIfMissing(RESULTS, 1);
    }
    Runs.write(folder, "pipeline.yaml", definition(goesBack ? "at_least_once" : delivery));
    boolean resume = false;
    int parallelism = 2;
    for (Nemesis nemesis : strikes) {
      resume = strike(nemesis, resume, parallelism, millis);
      parallelism = nemesis == Nemesis.LAUNCH_STOPPED ? 1 + random.nextInt(3) : parallelism;
    }
    if (isDone()) {
      return problems(feed, goesBack);
    }
    try (Child last = start(resume, parallelism)) {
      last.await(() -> last.err().contains("running on "));
      long started = System.nanoTime();
      if (last.exitCode() != 0) {
        return List.of("the last launch ended with %d: %s".formatted(last.exitCode(), last.err()));
      }
      lastMillis = (System.nanoTime() - started) / 1_000_000;
    }
    return problems(feed, goesBack);
  }

  /** How long the job of the last launch took. */
  long lastMillis() {
    return lastMillis;
  }

  private List<String> problems(Feed feed, boolean goesBack) {
    return new Verdict(feed, folder).problems(goesBack ? "" : broker.servers(), RESULTS);
  }

  /** Answers whether there is something to resume. */
  private boolean strike(Nemesis nemesis, boolean resume, int parallelism, long millis)
      throws IOException, InterruptedException {
    try (Child run = start(resume, parallelism)) {
      run.await(() -> run.err().contains("running on "));
      if (run.endsWithin(random.nextLong(millis))) {
        return false;
      }
      switch (nemesis) {
        case LAUNCH_KILLED -> run.signal("KILL");
        case LAUNCH_STOPPED -> run.signal("TERM");
        case LAUNCH_FROZEN -> freeze(run.pid());
        case CHECKPOINT_CUT -> {
          run.signal("KILL");
          run.exitCode();
          cutNewestCheckpoint();
        }
        case BROKER_KILLED -> broker.restart();
        case BROKER_AWAY -> {
          broker.handle().destroyForcibly();
          TimeUnit.SECONDS.sleep(FROZEN_SECONDS);
          broker.restart();
        }
        case BROKER_FROZEN -> freeze(broker.handle().pid());
      }
      run.exitCode();
    }
    return isResumable();
  }

  private static void freeze(long pid) throws IOException, InterruptedException {
    Child.signal(pid, "STOP");
    TimeUnit.SECONDS.sleep(FROZEN_SECONDS);
    Child.signal(pid, "CONT");
  }

  private Child start(boolean resume, int parallelism) {
    return Child.start(
        folder,
        Stream.concat(
                Stream.of(
                    "run",
                    "pipeline.yaml",
                    "--parallelism=" + parallelism,
                    "--checkpointingInterval=1000"),
                resume ? Stream.of("--resume") : Stream.empty())
            .toArray(String[]::new));
  }

  /** A run that came to its end left no folder; one that had not begun left no record. */
  private boolean isResumable() {
    return Files.exists(own().resolve("run.json"))
        && !below(own(), path -> path.getFileName().toString().startsWith("run-")).isEmpty();
  }

  private boolean isDone() throws IOException {
    Path record = own().resolve("run.json");
    return Files.exists(record)
        && Runs.json(Files.readString(record)).path("stopped").toString().equals("false");
  }

  private void cutNewestCheckpoint() throws IOException {
    Optional<Path> newest =
        below(own(), path -> path.endsWith("_metadata")).stream()
            .max(Comparator.comparing(path -> path.toFile().lastModified()));
    if (newest.isPresent()) {
      byte[] whole = Files.readAllBytes(newest.get());
      long written = newest.get().toFile().lastModified();
      Files.write(newest.get(), Arrays.copyOf(whole, whole.length / 2));
      newest.get().toFile().setLastModified(written);
    }
  }

  private Path own() {
    return folder.resolve("out/.mainstem");
  }

  private static List<Path> below(Path folder, Predicate<Path> wanted) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, 6)) {
      return all.filter(wanted).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
          combine: {records: {fn: count}, numbers: {fn: sum, value: number}}
    sinks:
      - {type: WriteToJson, input: stream, config: {path: out/records}}
      - {type: WriteToJson, input: windows, config: {path: out/windows}}
      - type: WriteToKafka
        input: stream
        config: {topic: %4$s, bootstrap_servers: "%2$s", delivery: %6$s}
    """
        .formatted(
            LIVE, broker.servers(), Feed.cutover(), RESULTS, folder.getFileName(), kafkaDelivery);
  }
}
