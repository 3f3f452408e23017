package dev.mainstem.benchmarks.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what comes out of a relay, and notes how late each message is, by its id. */
final class Arrivals {

  /** The id of messages that only ask whether anybody is there. */
  static final int PROBE = -1;

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final String bootstrap;
  private final String topic;
  private final AtomicLongArray dueNanos;
  private final long[] lateNanos;
  private final Thread reader = new Thread(this::read, "arrivals");
  private volatile boolean any;
  private int arrived;

  Arrivals(String bootstrap, String topic, int expected) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.dueNanos = new AtomicLongArray(expected);
    this.lateNanos = new long[expected];
  }

  int expected() {
    return lateNanos.length;
  }

  void start() {
    reader.setDaemon(true);
    reader.start();
  }

  boolean hasAny() {
    return any;
  }

  void due(int id, long nanos) {
    dueNanos.set(id, nanos);
  }

  /**
   * Waits for all, and answers the middle and the 99th percentile of those from an id on, in
   * milliseconds.
   */
  String percentiles(int from) throws InterruptedException {
    reader.join(PATIENCE_NANOS / 1_000_000);
    if (reader.isAlive()) {
      throw new IllegalStateException("not all messages have come out of the relay");
    }
    long[] counted = Arrays.copyOfRange(lateNanos, from, lateNanos.length);
    Arrays.sort(counted);
    return String.format(
        "%.2f %.2f",
        counted[counted.length / 2] / 1e6, counted[(int) (counted.length * 0.99)] / 1e6);
  }

  private void read() {
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(bootstrap)) {
      List<TopicPartition> partitions = Clients.partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (arrived < lateNanos.length) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
          note(message.value(), System.nanoTime());
        }
      }
    }
  }

  private void note(byte[] message, long now) {
    any = true;
    String text = new String(message, StandardCharsets.US_ASCII);
    int from = text.indexOf("\"id\":") + 5;
    int id = Integer.parseInt(text.substring(from, text.indexOf(',', from)));
    if (id != PROBE && lateNanos[id] == 0) {
      lateNanos[id] = now - dueNanos.get(id);
      arrived++;
    }
  }
}
