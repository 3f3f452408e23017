package dev.mainstem.sinks;

import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How fast {@code delivery: exactly_once} is against {@code at_least_once}: each writes the rows of
 * one file into a topic, in turn, on the embedded Flink with a checkpoint a second.
 *
 * <p>A program, not a test: docs/CONTRIBUTING.md says how it is run.
 */
final class ExactlyOnceSpeed {

  private static final int ROWS = 500_000;
  private static final int PAIRS = 3;

  private ExactlyOnceSpeed() {}

  /**
   * Prints the seconds of each run and the ratio of each pair.
   *
   * @param arguments the number of rows, and of pairs; both may be left out
   */
  public static void main(String[] arguments) throws IOException {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROWS;
    int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PAIRS;
    Path folder = Files.createTempDirectory("exactly-once-speed");
    write(folder.resolve("rows.csv"), rows);
    seconds(folder, "at_least_once");
    for (int pair = 1; pair <= pairs; pair++) {
      double least = seconds(folder, "at_least_once");
      double once = seconds(folder, "exactly_once");
      System.out.printf(
          "pair %d: at_least_once %.1f s, exactly_once %.1f s, speed ratio %.2f%n",
          pair, least, once, least / once);
    }
    System.exit(0);
  }

  private static void write(Path file, int rows) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("n,name,at\n");
      for (int n = 0; n < rows; n++) {
        out.write("%d,device-%d,2026-01-01T10:00:00Z\n".formatted(n, n % 1000));
      }
    }
  }

  private static double seconds(Path folder, String delivery) {
    String topic = TestBroker.topic("speed", 2);
    String yaml =
        """
        name: speed
        stream: {schema: {n: int64, name: string, at: timestamp}, event_time: at}
        history: {path: rows.csv}
        sinks:
          - type: WriteToKafka
            config: {topic: %s, bootstrap_servers: "%s", key: [name], delivery: %s}
        """
            .formatted(topic, TestBroker.servers(), delivery);
    long start = System.nanoTime();
    try {
      Runs.run(
          DefinitionReader.parse(yaml, Files.createDirectories(folder), Runs.noVariables()),
          "--checkpointingInterval=1000");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
  }
}
