package dev.mainstem.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bundles of texts, each a message, to a broker that answers when it is told to. */
class SendMessagesTest {

  private static final MessageFormat<String> VALUES =
      () -> (text, receiver) -> receiver.receive(KV.of(new byte[0], text.getBytes(UTF_8)));

  private final MockProducer<byte[], byte[]> broker =
      new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer());

  private final SendMessages<String> send =
      new SendMessages<>("out", "results", VALUES, () -> broker);

  @BeforeEach
  void open() {
    send.setup();
    send.startBundle();
  }

  @AfterEach
  void close() {
    send.teardown();
    assertThat(broker.closed()).isTrue();
  }

  private void send(String... texts) throws IOException {
    for (String text : texts) {
      send.process(text);
    }
  }

  @Test
  void aBundleEndsWhenTheBrokerHasAllOfItsMessagesInTheirOrder() throws IOException {
    send("a", "b");
    assertThat(broker.flushed()).isFalse();
    send.finishBundle();
    assertThat(broker.flushed()).isTrue();
    assertThat(broker.history())
        .allMatch(message -> message.topic().equals("results"))
        .extracting(message -> new String(message.value(), UTF_8))
        .containsExactly("a", "b");
  }

  @Test
  void aMessageThatTheBrokerDoesNotTakeFailsItsBundleAtItsEnd() throws IOException {
    send("a");
    assertThat(broker.errorNext(new RecordTooLargeException("too large"))).isTrue();
    assertThatThrownBy(send::finishBundle)
        .isInstanceOf(KafkaException.class)
        .hasMessage("the topic results did not take a message: too large");
  }

  @Test
  void aBundleThatHasFailedSendsNothingMoreAndTheNextOneStartsAfresh() throws IOException {
    send("a");
    assertThat(broker.errorNext(new RecordTooLargeException("too large"))).isTrue();
    assertThatThrownBy(() -> send("b")).isInstanceOf(KafkaException.class);
    assertThat(broker.history()).hasSize(1);
    send.startBundle();
    send("a", "b");
    send.finishBundle();
    assertThat(broker.history()).hasSize(3);
  }
}
