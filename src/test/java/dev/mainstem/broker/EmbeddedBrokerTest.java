package dev.mainstem.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.EnvironmentException;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker that a launch brings along. */
@Timeout(120)
class EmbeddedBrokerTest {

  private static final String TOPIC = "kept";

  @TempDir Path folder;

  @Test
  void aBrokerThatIsKilledAndStartedAgainHasItsData() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      createTopic(broker);
      publish(broker, "before");
      long killed = broker.handle().pid();
      broker.handle().destroyForcibly();
      broker.handle().onExit().join();

      broker.restart();
      assertThat(broker.handle().pid()).isNotEqualTo(killed);
      publish(broker, "after");
      assertThat(read(broker)).containsExactly("before", "after");
    }
  }

  @Test
  void whereSomebodyTakesItsPortBeforeItComesUpItGetsAnotherOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AtomicInteger asked = new AtomicInteger();
      IntSupplier ports =
          () -> asked.getAndIncrement() == 0 ? taken.getLocalPort() : EmbeddedBroker.freePort();
      try (EmbeddedBroker broker = EmbeddedBroker.start(folder, ports)) {
        assertThat(broker.servers()).isNotEqualTo("127.0.0.1:" + taken.getLocalPort());
        createTopic(broker);
        publish(broker, "there");
        assertThat(read(broker)).containsExactly("there");
      }
    }
  }

  @Test
  void oneThatNeverGetsAPortIsGivenUp() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AtomicInteger asked = new AtomicInteger();
      IntSupplier ports =
          () -> {
            asked.incrementAndGet();
            return taken.getLocalPort();
          };
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, ports))
          .isInstanceOf(EnvironmentException.class)
          .hasMessage(
              "the embedded broker did not come up; its log is " + folder.resolve("broker.log"));
      assertThat(asked).hasValue(3);
    }
  }

  @Test
  void aBrokerThatIsClosedIsGone() {
    EmbeddedBroker broker = EmbeddedBroker.start(folder);
    ProcessHandle process = broker.handle();
    broker.close();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aBrokerEndsWithItsParentHoweverThatOneEnds() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerOwner.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("owner.err").toFile())
            .start();
    try (BufferedReader out = parent.inputReader(UTF_8)) {
      ProcessHandle broker = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      assertThat(broker.isAlive()).isTrue();
      parent.destroyForcibly().waitFor();
      broker.onExit().get(60, TimeUnit.SECONDS);
      assertThat(broker.isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static void createTopic(EmbeddedBroker broker) {
    try (BrokerClient client = BrokerClient.connect("test", broker.servers(), Map.of())) {
      client.createIfMissing(TOPIC, 1);
    }
  }

  private static void publish(EmbeddedBroker broker, String value) {
    try (Publisher publisher = new Publisher(broker.servers(), TOPIC, Map.of())) {
      publisher.publish(null, value.getBytes(UTF_8), null);
      publisher.flush();
      assertThat(publisher.published()).isEqualTo(1);
    }
  }

  private static List<String> read(EmbeddedBroker broker) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers());
    List<String> values = new ArrayList<>();
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(message -> values.add(new String(message.value(), UTF_8)));
      }
    }
    return values;
  }
}
