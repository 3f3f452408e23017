package dev.mainstem.chaos;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.testing.Runs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A stream whose every record says where it comes from: its source, its partition there, and its
 * number in that. The sides overlap about the cut-over, so that each holds records of the other's
 * time; some rows of the history are bad.
 */
final class Feed {

  static final int PARTITIONS = 3;

  private static final int ROWS = 400_000;
  private static final int MESSAGES = 20_000;
  private static final int BAD_EVERY = 50_000;
  private static final long START = 1_767_225_600_000L;
  private static final long STEP_MILLIS = 10;
  private static final long CUTOVER = START + (ROWS - MESSAGES / 2) * STEP_MILLIS;
  private static final long LIVE_START = CUTOVER - MESSAGES / 4 * STEP_MILLIS;

  /** The records that count, each as {@code source/partition/number}. */
  final List<String> owned = new ArrayList<>();

  /** The lines of the rows that are bad. */
  final List<Integer> badLines = new ArrayList<>();

  /** For each window's start and source, the count of records and the sum of their numbers. */
  final Map<String, String> windows = new TreeMap<>();

  private final Map<String, long[]> sums = new HashMap<>();

  /** The instant of the cut-over. */
  static Instant cutover() {
    return Instant.ofEpochMilli(CUTOVER);
  }

  /** Writes the history, and notes what must come of it. */
  void writeHistory(Path folder) throws IOException {
    Path file = Runs.write(folder, "history/rows.csv", "");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("source,partition,number,at\n");
      for (int number = 0; number < ROWS; number++) {
        boolean bad = number % BAD_EVERY == 17;
        long at = START + number * STEP_MILLIS;
        out.write("history,0,%s%d,%d\n".formatted(bad ? "x" : "", number, at));
        if (bad) {
          badLines.add(number + 2);
        } else if (at < CUTOVER) {
          own("history", 0, number, at);
        }
      }
    }
  }

  /** Fills the topic, and notes what must come of it. */
  void publish(String servers, String topic) throws ExecutionException, InterruptedException {
    try (BrokerClient client = BrokerClient.connect("feed", servers, Map.of())) {
      client.createIfMissing(topic, PARTITIONS);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int message = 0; message < MESSAGES; message++) {
        int partition = message % PARTITIONS;
        int number = message / PARTITIONS;
        long at = LIVE_START + message * STEP_MILLIS;
        String json =
            "{\"source\":\"live\",\"partition\":%d,\"number\":%d,\"at\":%d}"
                .formatted(partition, number, at);
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic, partition, at, null, json.getBytes(StandardCharsets.UTF_8))));
        if (at >= CUTOVER) {
          own("live", partition, number, at);
        }
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
    sums.forEach((window, sum) -> windows.put(window, sum[0] + "/" + sum[1]));
  }

  private void own(String source, int partition, int number, long at) {
    owned.add("%s/%d/%d".formatted(source, partition, number));
    Instant window = Instant.ofEpochMilli(at - Math.floorMod(at, 60_000L));
    long[] sum = sums.computeIfAbsent(window + "/" + source, w -> new long[2]);
    sum[0]++;
    sum[1] += number;
  }
}
