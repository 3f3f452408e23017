package dev.mainstem.sinks;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes messages to a topic, each at least once: a bundle is done when the broker has all of it,
 * and a bundle that fails is written again.
 *
 * <p>KafkaIO would take them one by one, each through three steps of its own.
 */
final class MessageTopic<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;

  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 1 << 17;

  private final String step;
  private final MessageFormat<T> format;
  private final String topic;
  private final HashMap<String, Object> producer;

  /**
   * A topic of a broker.
   *
   * @param step the name of the sink in counters
   * @param producer further properties of the producer
   */
  MessageTopic(
      String step,
      MessageFormat<T> format,
      String topic,
      String servers,
      Map<String, String> producer) {
    this.step = step;
    this.format = format;
    this.topic = topic;
    this.producer = new HashMap<>();
    // fewer, larger requests: a bundle's end sends what is there without waiting
    this.producer.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    this.producer.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    this.producer.putAll(producer);
    this.producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    this.producer.put(ProducerConfig.ACKS_CONFIG, "all");
    this.producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    HashMap<String, Object> properties = producer;
    elements.apply(
        "Send",
        ParDo.of(
            new SendMessages<>(
                step,
                topic,
                format,
                () ->
                    new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer()))));
    return PDone.in(elements.getPipeline());
  }
}
