package dev.mainstem.sinks;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where a run writes in transactions.
 *
 * @param prefix of its transactional ids and of the consumer groups that go with them: the same in
 *     every run of a definition, so that a run ends what a dead one has left open
 * @param run what tells the run from any other; a resumed one is the same
 * @param endless whether there is no last chunk, because the run has no end
 * @param producer further properties of the producer
 */
record TransactionalTarget(
    String topic,
    String servers,
    String prefix,
    String run,
    boolean endless,
    Map<String, String> producer)
    implements Serializable {

  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 1 << 18;
  private static final int BUFFER_BYTES = 1 << 26;

  TransactionalTarget {
    producer = Map.copyOf(producer);
  }

  /** The transactional id of a shard, which is its consumer group too. */
  String id(int shard) {
    return prefix + "/" + shard;
  }

  /** The properties of the producer of a shard. */
  Map<String, Object> producerOf(int shard) {
    Map<String, Object> all = new HashMap<>();
    // large batches: all messages of a transaction are there when it begins
    all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    all.putAll(producer);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id(shard));
    return all;
  }

  /** The properties of a client that asks what was committed: address and login are the same. */
  Map<String, Object> admin() {
    Map<String, Object> known = new HashMap<>(producer);
    known.keySet().retainAll(AdminClientConfig.configNames());
    known.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    return known;
  }
}
