package dev.mainstem.sinks;

import dev.mainstem.record.Tally;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages of each bundle to a topic; a bundle ends when the broker has all of them, and
 * fails if it does not take one.
 */
final class SendMessages<T> extends DoFn<T, Void> {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final String topic;
  private final MessageFormat<T> format;
  private final ProducerFactory producers;
  private transient MessageFormat.Writer<T> writer;
  private transient Tally tally;
  private transient @Nullable Producer<byte[], byte[]> producer;

  /** Written by the thread of the producer. */
  private transient volatile @Nullable Exception failure;

  /** Connects to the broker. */
  interface ProducerFactory extends Serializable {

    Producer<byte[], byte[]> create();
  }

  /**
   * The sending of a sink.
   *
   * @param step its name in counters
   */
  SendMessages(String step, String topic, MessageFormat<T> format, ProducerFactory producers) {
    this.step = step;
    this.topic = topic;
    this.format = format;
    this.producers = producers;
    this.writer = format.open();
    this.tally = new Tally(step);
  }

  @Setup
  public void setup() {
    writer = format.open();
    tally = new Tally(step);
    producer = producers.create();
  }

  /** The messages of a bundle that failed come again in another one. */
  @StartBundle
  public void startBundle() {
    failure = null;
  }

  @ProcessElement
  public void process(@Element T element) throws IOException {
    checkFailure();
    writer.write(element, this::send);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback says what became of it
  private void send(KV<byte[], byte[]> message) {
    tally.count("messages");
    Objects.requireNonNull(producer)
        .send(
            new ProducerRecord<>(topic, message.getKey(), message.getValue()),
            (sent, error) -> {
              if (error != null) {
                failure = error;
              }
            });
  }

  @FinishBundle
  public void finishBundle() {
    Objects.requireNonNull(producer).flush();
    checkFailure();
    tally.flush();
  }

  private void checkFailure() {
    Exception error = failure;
    if (error != null) {
      throw new KafkaException(
          "the topic %s did not take a message: %s".formatted(topic, error.getMessage()), error);
    }
  }

  @Teardown
  public void teardown() {
    if (producer != null) {
      producer.close();
    }
  }
}
