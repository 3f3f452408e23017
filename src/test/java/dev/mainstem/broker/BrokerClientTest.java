package dev.mainstem.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The questions to a broker, and what is said where it has no answer. */
class BrokerClientTest {

  @Test
  @Timeout(15)
  void aBrokerThatIsNotThereIsSaidSoonAndOnce() throws IOException {
    String nowhere = unusedAddress();
    try (BrokerClient client = BrokerClient.connect("live", nowhere, Map.of())) {
      assertThatThrownBy(() -> client.partitions("trips"))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith("live: no answer from " + nowhere)
          .hasMessageContaining("Is the broker up")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  @Timeout(15)
  void somethingThatIsNoBrokerIsSaidSoonToo() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        BrokerClient client =
            BrokerClient.connect("live", "127.0.0.1:" + silent.getLocalPort(), Map.of())) {
      assertThatThrownBy(() -> client.partitions("trips"))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("no answer from");
    }
  }

  @Test
  void anAddressThatIsNoneIsSaidAtOnce() {
    assertThatThrownBy(() -> BrokerClient.connect("sinks[0].config", "no port", Map.of()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("sinks[0].config: can't talk to no port: ");
  }

  @Test
  void anUnknownTopicIsSaidWithTheNearestWord() {
    String topic = TestBroker.topic("taxi-trips", 1);
    String misspelt = topic.replace("taxi", "taxl");
    try (BrokerClient client = BrokerClient.connect("live", TestBroker.servers(), Map.of())) {
      assertThatThrownBy(() -> client.partitions(misspelt))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("live: there is no topic " + misspelt)
          .hasMessageContaining("did you mean " + topic);
    }
  }

  @Test
  void aTopicThatIsThereIsLeftAsItIs() {
    String topic = TestBroker.topic("there", 3);
    try (BrokerClient client = BrokerClient.connect("live", TestBroker.servers(), Map.of())) {
      client.createIfMissing(topic, 1);
      assertThat(client.partitions(topic)).hasSize(3);
      assertThat(client.topics()).contains(topic);
    }
  }

  private static String unusedAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }
}
