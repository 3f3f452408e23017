package dev.mainstem.benchmarks.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@code OpenLoop BOOTSTRAP IN OUT RATE SECONDS}: sends by the clock, whatever comes back, and
 * prints {@code p50 p99} of the milliseconds from when a message was due to when its result was
 * read. So a relay that stalls pays for all messages that were due meanwhile. The first {@link
 * #WARM_SECONDS} do not count.
 */
public final class OpenLoop {

  private static final int WARM_SECONDS = 10;
  private static final long PROBE_MILLIS = 200;
  private static final long START_NANOS = 120_000_000_000L;

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final Arrivals arrivals;

  private OpenLoop(String topic, Producer<byte[], byte[]> producer, Arrivals arrivals) {
    this.topic = topic;
    this.producer = producer;
    this.arrivals = arrivals;
  }

  public static void main(String[] args) throws Exception {
    int rate = Integer.parseInt(args[3]);
    int warm = rate * WARM_SECONDS;
    Arrivals arrivals = new Arrivals(args[0], args[2], warm + rate * Integer.parseInt(args[4]));
    Map<String, Object> config = Map.of("bootstrap.servers", args[0], "linger.ms", "0");
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      OpenLoop loop = new OpenLoop(args[1], producer, arrivals);
      arrivals.start();
      loop.awaitRelay();
      loop.sendAll(rate);
    }
    System.out.println(arrivals.percentiles(warm));
  }

  /** Messages without a number of the schedule, until the first of them comes out. */
  private void awaitRelay() throws InterruptedException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!arrivals.hasAny()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing has come out of the relay");
      }
      send(Arrivals.PROBE);
      Thread.sleep(PROBE_MILLIS);
    }
  }

  private void sendAll(int rate) {
    long start = System.nanoTime();
    for (int i = 0; i < arrivals.expected(); i++) {
      long due = start + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      arrivals.due(i, due);
      send(i);
    }
  }

  private void send(int id) {
    String message =
        String.format(
            "{\"id\":%d,\"device\":\"d%06d\",\"at\":\"%s\",\"x\":21.074,\"y\":70.18}",
            id, Math.floorMod(id, 1_000), Instant.ofEpochMilli(System.currentTimeMillis()));
    producer.send(new ProducerRecord<>(topic, message.getBytes(StandardCharsets.US_ASCII)));
  }
}
