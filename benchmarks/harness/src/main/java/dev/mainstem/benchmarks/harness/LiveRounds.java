package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs from topic to topic (W5): over a topic that is full, one that is empty, and one that is
 * being filled.
 */
final class LiveRounds {

  private static final int[] RATES = {100, 5_000};
  private static final int LATENCY_SECONDS = 30;
  private static final String IN = "in";
  private static final String EMPTY = "empty";

  private final Path home;
  private final Options options;
  private final Path work;
  private final Map<String, Samples> cold = new LinkedHashMap<>();
  private final Map<String, Samples> full = new LinkedHashMap<>();

  /**
   * @param work an empty folder, for results and logs
   */
  LiveRounds(Path home, Options options, Path work) {
    this.home = home;
    this.options = options;
    this.work = work;
    for (Relay relay : Relay.all()) {
      cold.put(relay.label(), new Samples());
      full.put(relay.label(), new Samples());
    }
  }

  /** Answers the table, and the latencies below it. */
  String run() throws IOException, InterruptedException {
    DataShape shape = options.shape(Workload.W1);
    Path data = new Histories(options.data()).of(shape);
    try (Broker broker = new Broker(home, topics(), work.resolve("broker.log"))) {
      fill(broker, data);
      for (int round = 1; round <= options.coldPairs(); round++) {
        for (Relay relay : Relay.all()) {
          measure(
              broker,
              relay,
              new Relay.Job("end", EMPTY, "cold-" + relay.label() + "-" + round),
              cold);
        }
      }
      int results = fullRounds(broker);
      String heading =
          String.format(
              "W5: a message in, a message with x + y and 1.8x + 32 out%n%,d messages; %,d results, equal in all runs",
              shape.rows(), results);
      return new Table(heading, shape.rows(), Relay.NATIVE.label(), cold, full) + latencies(broker);
    }
  }

  private List<String> topics() {
    List<String> topics = new ArrayList<>(List.of(IN, EMPTY));
    for (Relay relay : Relay.all()) {
      for (int round = 1; round <= options.pairs(); round++) {
        topics.add("full-" + relay.label() + "-" + round);
      }
      for (int round = 1; round <= options.coldPairs(); round++) {
        topics.add("cold-" + relay.label() + "-" + round);
      }
      for (int rate : RATES) {
        topics.add(relay.label() + "-" + rate + "-in");
        topics.add(relay.label() + "-" + rate + "-out");
      }
    }
    return topics;
  }

  private void fill(Broker broker, Path data) throws IOException, InterruptedException {
    Progress.say("publishing " + data);
    Measure.run(
        List.of(
            home.resolveSibling("bin/mainstem").toString(),
            "publish",
            data.toString(),
            "--topic=" + IN,
            "--bootstrap-servers=" + broker.address(),
            "--key=device"),
        work.resolve("publish.log"));
  }

  private int fullRounds(Broker broker) throws IOException, InterruptedException {
    Reference reference = null;
    Path kept = work.resolve("reference");
    for (int round = 1; round <= options.pairs(); round++) {
      for (Relay relay : Relay.all()) {
        String topic = "full-" + relay.label() + "-" + round;
        measure(broker, relay, new Relay.Job("end", IN, topic), full);
        Path out = reference == null ? kept : work.resolve(topic);
        dump(broker, topic, out);
        if (reference == null) {
          reference = Reference.of(out.resolve("result"));
        } else {
          reference.check(relay.label(), out.resolve("result"));
          Rounds.deleteAll(out);
        }
      }
    }
    Rounds.deleteAll(kept);
    return reference == null ? 0 : reference.rows();
  }

  private void measure(Broker broker, Relay relay, Relay.Job job, Map<String, Samples> samples)
      throws IOException, InterruptedException {
    Path out = work.resolve(job.to() + "-files");
    Cost cost =
        Measure.run(
            relay.command(home, broker.address(), job, out), work.resolve(relay.label() + ".log"));
    Progress.say(
        String.format(
            "W5 %s: %.2f CPU s, %.2f s", job.to(), cost.cpuSeconds(), cost.wallSeconds()));
    samples.get(relay.label()).add(cost);
    Rounds.deleteAll(out);
  }

  private void dump(Broker broker, String topic, Path out)
      throws IOException, InterruptedException {
    Files.createDirectories(out);
    Measure.run(
        Relay.program(home, "DumpTopic", broker.address(), topic, out.toString()),
        work.resolve("dump.log"));
  }

  private String latencies(Broker broker) throws IOException, InterruptedException {
    StringBuilder text =
        new StringBuilder("\n| relay | messages/s | p50 ms | p99 ms |\n|---|---:|---:|---:|\n");
    for (int rate : RATES) {
      for (Relay relay : Relay.all()) {
        String[] percentiles = latency(broker, relay, rate).split(" ");
        text.append(
            String.format(
                "| %s | %d | %s | %s |%n", relay.label(), rate, percentiles[0], percentiles[1]));
      }
    }
    return text.toString();
  }

  private String latency(Broker broker, Relay relay, int rate)
      throws IOException, InterruptedException {
    String topics = relay.label() + "-" + rate;
    Progress.say("W5 latency of " + topics);
    Relay.Job job = new Relay.Job("never", topics + "-in", topics + "-out");
    Path log = work.resolve("latency.log");
    try (Endless ignored =
        new Endless(
            relay.command(home, broker.address(), job, work.resolve(topics)),
            work.resolve(relay.label() + ".log"))) {
      Measure.run(
          Relay.program(
              home,
              "OpenLoop",
              broker.address(),
              job.from(),
              job.to(),
              Integer.toString(rate),
              Integer.toString(LATENCY_SECONDS)),
          log);
    }
    return Files.readString(log).strip();
  }
}
