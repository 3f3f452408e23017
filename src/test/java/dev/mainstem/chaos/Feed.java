package dev.mainstem.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.broker.BrokerClient;
import dev.mainstem.testing.Runs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final int ROWS_PER_MESSAGE = 20;
  private static final int BAD_EVERY = 50_000;
  private static final long START = 1_767_225_600_000L;
  private static final long STEP_MILLIS = 10;

  /** The records that count, each as {@code source/partition/number}. */
  final List<String> owned = new ArrayList<>();

  /** The lines of the rows that are bad. */
  final List<Integer> badLines = new ArrayList<>();

  /** What there must be for each window's start and source. */
  final Map<String, Totals> windows = new HashMap<>();

  private final int rows;
  private final int messages;
  private final long cutover;
  private final long liveStart;

  /**
   * A feed that is yet to be written.
   *
   * @param rows of its history; for every twenty there is a message in its topic
   */
  Feed(int rows) {
    this.rows = rows;
    this.messages = rows / ROWS_PER_MESSAGE;
    this.cutover = START + (rows - messages / 2) * STEP_MILLIS;
    this.liveStart = cutover - messages / 4 * STEP_MILLIS;
  }

  /** The instant of the cut-over. */
  Instant cutover() {
    return Instant.ofEpochMilli(cutover);
  }

  /** Writes the history, and notes what must come of it. */
  void writeHistory(Path folder) throws IOException {
    Path file = Runs.write(folder, "history/rows.csv", "");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("source,partition,number,at,value\n");
      for (int number = 0; number < rows; number++) {
        boolean bad = number % BAD_EVERY == 17;
        long at = START + number * STEP_MILLIS;
        out.write("history,0,%s%d,%d,%s\n".formatted(bad ? "x" : "", number, at, value(number)));
        if (bad) {
          badLines.add(number + 2);
        } else if (at < cutover) {
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
      for (int message = 0; message < messages; message++) {
        int partition = message % PARTITIONS;
        int number = message / PARTITIONS;
        long at = liveStart + message * STEP_MILLIS;
        String json =
            "{\"source\":\"live\",\"partition\":%d,\"number\":%d,\"at\":%d,\"value\":%s}"
                .formatted(partition, number, at, value(number));
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic, partition, at, null, json.getBytes(StandardCharsets.UTF_8))));
        if (at >= cutover) {
          own("live", partition, number, at);
        }
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  private void own(String source, int partition, int number, long at) {
    owned.add("%s/%d/%d".formatted(source, partition, number));
    Instant window = Instant.ofEpochMilli(at - Math.floorMod(at, 60_000L));
    windows.computeIfAbsent(window + "/" + source, w -> new Totals()).add(number, value(number));
  }

  /** A number of either sign, so that sums of doubles lose digits that they should not. */
  private static BigDecimal value(int number) {
    return BigDecimal.valueOf(number * 7919L % 2_000_003 - 1_000_001, 2);
  }

  /** What is computed of the records of a window, exactly. */
  static final class Totals {

    private static final double RELATIVE_ERROR = 1e-12;

    private long records;
    private long numbers;
    private BigDecimal values = BigDecimal.ZERO;
    private BigDecimal magnitudes = BigDecimal.ZERO;

    private void add(long number, BigDecimal value) {
      records++;
      numbers += number;
      values = values.add(value);
      magnitudes = magnitudes.add(value.abs());
    }

    /** Whether a row has them: those of integers exactly, that of doubles nearly. */
    boolean are(JsonNode row) {
      double error = values.subtract(row.path("values").decimalValue()).abs().doubleValue();
      return row.path("records").asLong() == records
          && row.path("numbers").asLong() == numbers
          && error <= magnitudes.doubleValue() * RELATIVE_ERROR;
    }
  }
}
