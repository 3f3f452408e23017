package dev.mainstem.sinks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chunks of one shard, some in each transaction, together with how many they are by
 * then. Opening it shuts out whoever wrote this shard before, and takes back what that one left
 * open. Not thread-safe.
 */
final class ShardTransactions implements AutoCloseable {

  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 20;

  private final TransactionalTarget target;
  private final String id;
  private final KafkaProducer<byte[], byte[]> producer;
  private Committed committed;
  private long usedAtNanos = System.nanoTime();

  private ShardTransactions(
      TransactionalTarget target,
      String id,
      KafkaProducer<byte[], byte[]> producer,
      Committed committed) {
    this.target = target;
    this.id = id;
    this.producer = producer;
    this.committed = committed;
  }

  /**
   * Takes a shard over, and commits how much of it is in the topic, so that the broker knows it for
   * its whole retention again.
   *
   * @param found what the state of this shard says
   * @throws DeliveryException if what is in the topic does not go together with it
   */
  static ShardTransactions open(TransactionalTarget target, int shard, ShardState found) {
    // before anybody is shut out: a job of an earlier run that lives still is not to do it
    committed(target, shard).ifPresent(kept -> found.check(kept, target));
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            target.producerOf(shard), new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      Committed now = found.check(settled(target, shard), target);
      ShardTransactions opened = new ShardTransactions(target, target.id(shard), producer, now);
      opened.renew();
      return opened;
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * What is in the topic when no transaction is open any more. The broker has ended the last one by
   * then, and may need a moment to say so.
   */
  private static Committed settled(TransactionalTarget target, int shard) {
    long start = System.nanoTime();
    Optional<Committed> kept = committed(target, shard);
    while (kept.isEmpty()) {
      if (System.nanoTime() - start > SETTLES_WITHIN.toNanos()) {
        throw new KafkaException(
            "a transaction of " + target.id(shard) + " does not come to an end");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException(e);
      }
      kept = committed(target, shard);
    }
    return kept.get();
  }

  /** What is in the topic; nothing while a transaction is open that may add to it. */
  private static Optional<Committed> committed(TransactionalTarget target, int shard) {
    String group = target.id(shard);
    TopicPartition place = placeIn(target);
    try (Admin admin = Admin.create(target.admin())) {
      Map<TopicPartition, @Nullable OffsetAndMetadata> kept =
          admin
              .listConsumerGroupOffsets(
                  Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(place))),
                  // else a transaction that is being committed would not be seen
                  new ListConsumerGroupOffsetsOptions().requireStable(true))
              .partitionsToOffsetAndMetadata(group)
              .get();
      return kept.containsKey(place)
          ? Optional.of(Committed.of(kept.get(place)))
          : Optional.empty();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  /** A consumer group's offset belongs to a partition; any one does. */
  private static TopicPartition placeIn(TransactionalTarget target) {
    return new TopicPartition(target.topic(), 0);
  }

  private void renew() {
    if (!committed.last()) {
      commit(List.of(), new Committed(target.run(), committed.chunks(), false));
    }
  }

  /** Whether nothing was written for some time. */
  boolean isIdleFor(Duration span) {
    return System.nanoTime() - usedAtNanos >= span.toNanos();
  }

  /**
   * Writes chunks in one transaction, unless they were written before.
   *
   * @param chunks by their numbers, in order
   * @param last whether no further ones will come
   */
  void write(List<KV<Long, byte[]>> chunks, boolean last) {
    if (committed.last()) {
      return;
    }
    List<KV<Long, byte[]>> further =
        chunks.stream().filter(chunk -> chunk.getKey() >= committed.chunks()).toList();
    if (!further.isEmpty()) {
      long count = further.get(further.size() - 1).getKey() + 1;
      commit(further, new Committed(target.run(), count, last));
    }
  }

  private void commit(List<KV<Long, byte[]>> chunks, Committed then) {
    try {
      producer.beginTransaction();
      chunks.forEach(chunk -> MessageChunk.read(chunk.getValue(), this::send));
      // a producer that is shut out says so here; behind it, it would wait for max.block.ms
      producer.flush();
      producer.sendOffsetsToTransaction(
          Map.of(placeIn(target), then.toOffset()), new ConsumerGroupMetadata(id));
      producer.commitTransaction();
      committed = then;
      usedAtNanos = System.nanoTime();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw DeliveryException.shutOut(target.topic());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a message that fails, fails its transaction
  private void send(KV<byte[], byte[]> message) {
    producer.send(new ProducerRecord<>(target.topic(), message.getKey(), message.getValue()));
  }

  /** An open transaction stays behind, and is taken back by whoever opens this shard next. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
