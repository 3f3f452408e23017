package dev.mainstem.benchmarks.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

/**
 * {@code StreamsRelay MODE BOOTSTRAP IN OUT}: a Kafka Streams topology on two threads; MODE is end
 * or never. Streams knows no end, so it is stopped when it has seen as many messages as there were
 * at the start.
 */
public final class StreamsRelay {

  private static final ThreadLocal<DeriveFields> FIELDS =
      ThreadLocal.withInitial(DeriveFields::new);
  private static final long LOOK_MILLIS = 20;

  private StreamsRelay() {}

  public static void main(String[] args) throws Exception {
    long wanted = args[0].equals("end") ? Clients.count(args[1], args[2]) : Long.MAX_VALUE;
    LongAdder seen = new LongAdder();
    StreamsBuilder topology = new StreamsBuilder();
    topology.<byte[], byte[]>stream(args[2])
        .mapValues(message -> derive(message, seen))
        .to(args[3]);
    CountDownLatch stopped = new CountDownLatch(1);
    KafkaStreams streams = new KafkaStreams(topology.build(), properties(args[1], args[3]));
    Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
    streams.start();
    while (seen.sum() < wanted
        && !stopped.await(LOOK_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      if (streams.state() == KafkaStreams.State.ERROR) {
        throw new IllegalStateException("Kafka Streams has failed");
      }
    }
    streams.close();
  }

  private static byte[] derive(byte[] message, LongAdder seen) {
    try {
      return FIELDS.get().derive(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      seen.increment();
    }
  }

  private static Properties properties(String bootstrap, String out) throws IOException {
    Properties properties = Clients.batching();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "streams-" + out);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory("streams").toString());
    properties.put("auto.offset.reset", "earliest");
    return properties;
  }
}
