package dev.mainstem.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts the topics of the {@link TestBroker} into states that take more than publishing. */
public final class Topics {

  private Topics() {}

  /** Publishes texts into a partition, stamped with an ISO instant. */
  public static void publishAt(String topic, int partition, String at, String... values) {
    for (String value : values) {
      publish(topic, partition, at, null, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Publishes one message. */
  public static void publish(
      String topic, int partition, String at, byte @Nullable [] key, byte @Nullable [] value) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      answer(
          producer.send(
              new ProducerRecord<>(
                  topic, partition, Instant.parse(at).toEpochMilli(), key, value)));
    }
  }

  /** Publishes many messages, one after the other. */
  public static Sender sender(String topic) {
    return new Sender(topic, producer(Map.of(ProducerConfig.LINGER_MS_CONFIG, "0")));
  }

  /** A producer that is kept open. */
  public static final class Sender implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    private Sender(String topic, KafkaProducer<byte[], byte[]> producer) {
      this.topic = topic;
      this.producer = producer;
    }

    /** Publishes a text and answers its offset. */
    public long send(int partition, Instant at, String value) {
      return send(partition, at, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes bytes and answers their offset. */
    public long send(int partition, Instant at, byte[] value) {
      return answer(
              producer.send(new ProducerRecord<>(topic, partition, at.toEpochMilli(), null, value)))
          .offset();
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  /** Publishes texts in one transaction, which is then committed. */
  public static void publishCommitted(String topic, String... values) {
    try (OpenTransaction transaction = begin(topic, values)) {
      transaction.commit();
    }
  }

  /** Publishes texts in one transaction, which is then aborted. */
  public static void publishAborted(String topic, String... values) {
    begin(topic, values).close();
  }

  /** Publishes texts into partition 0, in a transaction that stays open. */
  public static OpenTransaction begin(String topic, String... values) {
    return beginAs("transaction-of-" + topic, topic, values);
  }

  /** The same, in the name of a transactional id. */
  public static OpenTransaction beginAs(String id, String topic, String... values) {
    KafkaProducer<byte[], byte[]> producer =
        producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
    producer.initTransactions();
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (String value : values) {
      sent.add(
          producer.send(
              new ProducerRecord<>(topic, 0, null, value.getBytes(StandardCharsets.UTF_8))));
    }
    producer.flush();
    sent.forEach(Topics::answer);
    return new OpenTransaction(topic, producer);
  }

  /** A transaction, which is aborted unless it is committed. */
  public static final class OpenTransaction implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private boolean committed;

    private OpenTransaction(String topic, KafkaProducer<byte[], byte[]> producer) {
      this.topic = topic;
      this.producer = producer;
    }

    /** Leaves it open, as a process does that is killed. */
    public void abandon() {
      producer.close(Duration.ZERO);
    }

    /** Commits it. */
    public void commit() {
      producer.commitTransaction();
      committed = true;
      awaitMarker(topic);
    }

    @Override
    public void close() {
      if (!committed) {
        producer.abortTransaction();
        awaitMarker(topic);
      }
      producer.close();
    }
  }

  private static void awaitMarker(String topic) {
    awaitMarkers(topic, 1);
  }

  /** A transaction is over for its producer before its markers are in the topic's partitions. */
  public static void awaitMarkers(String topic, int partitions) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try (Admin admin = admin()) {
      for (int number = 0; number < partitions; number++) {
        TopicPartition partition = new TopicPartition(topic, number);
        while (end(admin, partition, IsolationLevel.READ_COMMITTED)
            < end(admin, partition, IsolationLevel.READ_UNCOMMITTED)) {
          if (System.nanoTime() > deadline) {
            throw new IllegalStateException("no marker in " + partition);
          }
        }
      }
    }
  }

  private static long end(Admin admin, TopicPartition partition, IsolationLevel level) {
    return answer(
            admin
                .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(partition))
        .offset();
  }

  /** Commits an offset in the name of a consumer group. */
  public static void commit(String group, String topic, int partition, long offset) {
    try (Admin admin = admin()) {
      answer(
          admin
              .alterConsumerGroupOffsets(
                  group,
                  Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
              .all());
    }
  }

  /** Lets the broker forget what a consumer group committed. */
  public static void forget(String group) {
    try (Admin admin = admin()) {
      answer(admin.deleteConsumerGroups(List.of(group)).all());
    }
  }

  /**
   * Ends the transaction of a transactional id, as the broker does with one that takes too long.
   */
  public static void expire(String id) {
    try (Admin admin = admin()) {
      answer(admin.fenceProducers(List.of(id)).all());
    }
  }

  /** Lets the broker forget the records before an offset, as its retention would. */
  public static void deleteBefore(String topic, int partition, long offset) {
    try (Admin admin = admin()) {
      answer(
          admin
              .deleteRecords(
                  Map.of(
                      new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
              .all());
    }
  }

  private static <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Admin admin() {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.servers());
    return Admin.create(properties);
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, String> further) {
    Properties properties = new Properties();
    further.forEach(properties::put);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.servers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
