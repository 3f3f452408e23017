package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.testing.Child;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker of one's own, in a process as a user starts it. */
@Timeout(240)
class BrokerCommandTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalEndsItCleanly(String signal) {
    try (Child broker = start("--port", "0")) {
      List<ProcessHandle> started = broker.descendants();
      assertThat(started).hasSize(1);
      broker.signal(signal);
      assertThat(broker.exitCode()).as(broker.err()).isZero();
      assertThat(started).noneMatch(ProcessHandle::isAlive);
      assertThat(broker.err()).doesNotContain("\tat ");
      assertThat(broker.out().lines()).hasSize(1);
    }
  }

  /** A Ctrl-C in a terminal goes to both processes. */
  @Test
  void theBrokerItselfLeavesInterruptsToWhoStartedIt() throws IOException {
    try (Child broker = start("--port", "0", "--topic", "t")) {
      long inner = broker.descendants().get(0).pid();
      new ProcessBuilder("kill", "-INT", Long.toString(inner)).start().onExit().join();
      publish(broker);
      assertThat(records(address(broker), "t")).isEqualTo(1);
      broker.signal("INT");
      assertThat(broker.exitCode()).isZero();
    }
  }

  @Test
  void topicsAreCreatedAndDataOutlivesItInItsFolder() throws IOException {
    int port = unusedPort();
    String[] words = {"--port", "" + port, "--folder", "data", "--topic", "t", "--topic", "wide:3"};
    try (Child broker = start(words)) {
      assertThat(broker.out()).isEqualTo("127.0.0.1:" + port + "\n");
      try (BrokerClient client = BrokerClient.connect("test", address(broker), Map.of())) {
        // a broker hears a moment later of what its controller has created
        broker.await(() -> client.topics().equals(Set.of("t", "wide")));
        assertThat(client.partitions("wide")).hasSize(3);
        assertThat(client.partitions("t")).hasSize(1);
      }
      publish(broker);
      broker.signal("TERM");
      assertThat(broker.exitCode()).isZero();
    }
    assertThat(folder.resolve("data")).isDirectory();
    try (Child broker = start(words)) {
      assertThat(records(address(broker), "t")).isEqualTo(1);
    }
  }

  @Test
  void withoutAFolderNothingIsLeft() throws IOException {
    try (Child broker = start("--port", "0")) {
      broker.await(() -> broker.err().contains("Ctrl-C"));
      Path data = Path.of(broker.err().replaceAll("(?s).*its data is in (.*), and goes.*", "$1"));
      assertThat(data).isDirectory();
      broker.signal("TERM");
      assertThat(broker.exitCode()).isZero();
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aBrokerThatIsKilledIsOne() {
    try (Child broker = start("--port", "0", "--folder", "data")) {
      broker.descendants().forEach(ProcessHandle::destroyForcibly);
      assertThat(broker.exitCode()).isEqualTo(1);
      assertThat(broker.err()).contains("the broker ended by itself; its log is");
    }
  }

  @Test
  void aPortThatIsTakenIsOneClearError() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InProcess result = InProcess.run("broker", "--port", "" + socket.getLocalPort());
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).startsWith("port " + socket.getLocalPort() + " is taken already");
      assertThat(result.err().lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=70000",
        "--port=x",
        "--topic=a b",
        "--topic=a:0",
        "--topic=a:x",
        "--topic=",
        "word"
      })
  void wrongUseIsTwo(String word) {
    InProcess result = InProcess.run("broker", word);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(word.replaceAll("=.*", ""));
  }

  private Child start(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "broker";
    System.arraycopy(words, 0, all, 1, words.length);
    Child broker = Child.start(folder, all);
    broker.await(() -> broker.out().contains("\n"));
    return broker;
  }

  private static String address(Child broker) {
    return broker.out().strip();
  }

  private void publish(Child broker) {
    Path file = Runs.write(folder, "n.csv", "n\n1\n");
    InProcess result =
        InProcess.run(
            "publish", file.toString(), "--topic", "t", "--bootstrap-servers", address(broker));
    assertThat(result.code()).as(result.err()).isZero();
  }

  private static long records(String servers, String topic) {
    try (BrokerClient client = BrokerClient.connect("test", servers, Map.of())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      return client.latest(List.of(partition)).getOrDefault(partition, -1L);
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
