package dev.mainstem.sinks;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes messages to a topic, each at least once: a bundle is done when the broker has all of it,
 * and a bundle that fails is written again.
 */
final class MessageTopic extends PTransform<PCollection<KV<byte[], byte[]>>, PDone> {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final String servers;
  private final Map<String, String> producer;

  /**
   * A topic of a broker.
   *
   * @param producer further properties of the producer
   */
  MessageTopic(String topic, String servers, Map<String, String> producer) {
    this.topic = topic;
    this.servers = servers;
    this.producer = Map.copyOf(producer);
  }

  /** The coder of messages, whose key may be null. */
  static KvCoder<byte[], byte[]> coder() {
    return KvCoder.of(NullableCoder.of(ByteArrayCoder.of()), ByteArrayCoder.of());
  }

  @Override
  public PDone expand(PCollection<KV<byte[], byte[]>> messages) {
    Map<String, Object> properties = new HashMap<>(producer);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return messages.apply(
        "KafkaIO",
        KafkaIO.<byte[], byte[]>write()
            .withBootstrapServers(servers)
            .withTopic(topic)
            .withKeySerializer(ByteArraySerializer.class)
            .withValueSerializer(ByteArraySerializer.class)
            .withProducerConfigUpdates(properties));
  }
}
