package dev.mainstem.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrackingConsumerTest {

  private static final String GROUP = "tracking";
  private static final Duration A_MOMENT = Duration.ofMillis(100);
  private static final long END = 3;

  @Test
  void aPartitionThatWasReadToItsEndIsLeftAloneUntilSomebodyGoesBack() {
    String topic = TestBroker.topic("tracked", 1);
    TestBroker.publish(topic, "a", "b", "c", "behind", "the end");
    TopicPartition partition = new TopicPartition(topic, 0);
    PartitionClocks clocks = new PartitionClocks(topic, Map.of(0, END));
    try (Consumer<byte[], byte[]> consumer = consumer(clocks)) {
      consumer.assign(List.of(partition));
      assertThat(consumer.paused()).isEmpty();
      assertThat(polledToTheEnd(consumer)).containsExactly("a", "b", "c");

      consumer.seek(partition, 1);
      assertThat(consumer.paused()).isEmpty();
      assertThat(polledToTheEnd(consumer)).containsExactly("b", "c");
    }
  }

  private static List<String> polledToTheEnd(Consumer<byte[], byte[]> consumer) {
    List<String> polled = new ArrayList<>();
    while (consumer.paused().isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(A_MOMENT)) {
        new Messages(record.value())
            .forEach(
                record.topic(),
                record.partition(),
                message -> polled.add(new String(Objects.requireNonNull(message.value()), UTF_8)));
      }
    }
    return polled;
  }

  private static Consumer<byte[], byte[]> consumer(PartitionClocks clocks) {
    return new TrackingConsumer.Factory(GROUP, Map.of(0, 0L), clocks)
        .apply(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestBroker.servers(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
  }
}
