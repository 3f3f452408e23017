package dev.mainstem.broker;

import dev.mainstem.spec.EnvironmentException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages into a topic, in their order, each once: the broker throws away what a retry
 * repeats. Not thread-safe.
 */
public final class Publisher implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 30;

  private final String servers;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private @Nullable Future<RecordMetadata> last;
  private long published;

  /**
   * A publisher into a topic.
   *
   * @param properties further ones of the producer
   */
  public Publisher(String servers, String topic, Map<String, String> properties) {
    this(servers, topic, properties, Map.of());
  }

  /**
   * @param owned properties that no others can replace
   */
  Publisher(
      String servers, String topic, Map<String, String> properties, Map<String, String> owned) {
    this.servers = servers;
    this.topic = topic;
    Properties all = new Properties();
    // large batches: a publisher is always in a hurry, and nobody waits for its single messages
    all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 26);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_SECONDS * 500);
    properties.forEach(all::put);
    owned.forEach(all::put);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    try {
      this.producer =
          new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * Publishes a message; whether it arrived is known after {@link #flush}.
   *
   * @param timestamp of the record, in milliseconds since 1970, or null for the time of publishing
   */
  public void publish(byte @Nullable [] key, byte @Nullable [] value, @Nullable Long timestamp) {
    checkFailure();
    try {
      last =
          producer.send(
              new ProducerRecord<>(topic, null, timestamp, key, value),
              (metadata, e) -> {
                if (e != null) {
                  failure.compareAndSet(null, e);
                }
              });
      published++;
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** How many were published. */
  public long published() {
    return published;
  }

  /**
   * Waits until the broker has all of them.
   *
   * @throws EnvironmentException if one did not arrive
   */
  public void flush() {
    try {
      producer.flush();
      if (last != null) {
        last.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      }
      checkFailure();
    } catch (ExecutionException | TimeoutException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private void checkFailure() {
    Exception failed = failure.get();
    if (failed != null) {
      throw failed(failed);
    }
  }

  /** What a transaction is made with. */
  KafkaProducer<byte[], byte[]> producer() {
    return producer;
  }

  /** The error that ends a publisher. */
  EnvironmentException failed(Throwable cause) {
    String wayOut = "";
    if (cause instanceof RecordTooLargeException) {
      wayOut = " Raise the producer's max.request.size and the topic's max.message.bytes.";
    } else if (isShutOut(cause)) {
      wayOut =
          " Either another publish of the same id has begun, or a transaction took longer than the"
              + " producer's transaction.timeout.ms; then commit more often, with --commit-every.";
    }
    return new EnvironmentException(
        "can't publish to %s at %s: %s%s".formatted(topic, servers, cause.getMessage(), wayOut),
        cause);
  }

  private static boolean isShutOut(Throwable cause) {
    return cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException
        || cause instanceof InvalidTxnStateException
        || (cause.getCause() != null && isShutOut(cause.getCause()));
  }

  @Override
  public void close() {
    producer.close(java.time.Duration.ofSeconds(TIMEOUT_SECONDS));
  }
}
