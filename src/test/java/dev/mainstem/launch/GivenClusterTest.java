package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.TestFlink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenClusterTest {

  private static final String ANY_JAR = "--filesToStage=any.jar";
  private static final Duration PATIENCE_OF_A_USER = Duration.ofSeconds(15);

  @Test
  void aClusterOfOurVersionIsTaken() {
    List<String> words = new ArrayList<>(List.of(TestFlink.options()));

    GivenCluster.prepare(RunnerOptions.of(words));
  }

  @ParameterizedTest
  @CsvSource({
    "flink.example:6123, flink.example:6123",
    "http://flink.example:6123/, flink.example:6123",
    "flink.example, flink.example:8081",
    "[::1]:6123, [::1]:6123",
  })
  void anAddressIsAHostAndAPort(String given, String address) {
    assertThat(GivenCluster.parse(given).getAuthority()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://flink.example:443", "a host:1", "host:port", "", "host:1/path", "[locl]"})
  void whatIsNoAddressIsAWrongUse(String given) {
    assertThatThrownBy(() -> GivenCluster.parse(given))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--flinkMaster: expected host:port of a JobManager's REST API, or [local], found "
                + given);
  }

  @Test
  void aPortThatNobodyListensOnIsOneClearMessage() throws IOException {
    String address = "127.0.0.1:" + closedPort();

    assertThatThrownBy(() -> GivenCluster.prepare(options(address)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "no Flink cluster at %s (--flinkMaster, the REST address of its JobManager): nothing"
                + " listens there",
            address);
  }

  @Test
  @Timeout(15)
  void aHostThatNeverAnswersIsGivenUpInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();

      assertThatThrownBy(() -> GivenCluster.prepare(options(address)))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(address)
          .hasMessageContaining("timed out");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE_OF_A_USER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"status\": \"fine\"}", "[]", ""})
  void whatIsNoJobManagerIsSaidToBeNone(String answer) throws IOException {
    HttpServer server = answering(answer);
    try {
      assertThatThrownBy(() -> GivenCluster.prepare(options(address(server))))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("what answers there is no JobManager");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aJobManagerThatIsStillStartingIsWaitedFor() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        answering(() -> asked.getAndIncrement() < 3 ? 503 : 200, "{\"flink-version\": \"1.19.3\"}");
    try {
      GivenCluster.prepare(options(address(server)));

      assertThat(asked).hasValue(4);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aFlinkOfAnotherMinorVersionIsRefused() throws IOException {
    HttpServer server = answering("{\"flink-version\": \"1.20.1\"}");
    try {
      assertThatThrownBy(() -> GivenCluster.prepare(options(address(server))))
          .isInstanceOf(EnvironmentException.class)
          .hasMessage("the Flink at %s is 1.20.1; this is built for 1.19.x", address(server));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aFlinkOfAnotherPatchVersionIsTaken() throws IOException {
    HttpServer server = answering("{\"flink-version\": \"1.19.0\"}");
    try {
      GivenCluster.prepare(options(address(server)));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aClusterNeedsTheJobJarAndAMissingOneIsToldHowToBuild() throws IOException {
    String address = "127.0.0.1:" + closedPort();

    assertThatThrownBy(
            () -> GivenCluster.prepare(RunnerOptions.of(List.of("--flinkMaster=" + address))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(
            "there is no mainstem-job.jar; build it with `mvn -DskipTests verify`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--runner=FlinkRunner", "--flinkMaster=[auto]"})
  void aLaunchInThisProcessNeedsNoClusterAndStagesNothing(String word) {
    PipelineOptions options = RunnerOptions.of(List.of(word));

    GivenCluster.prepare(options);

    assertThat(options.as(FlinkPipelineOptions.class).getFilesToStage()).isNull();
  }

  private static PipelineOptions options(String address) {
    return RunnerOptions.of(List.of("--flinkMaster=" + address, ANY_JAR));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String address(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private static HttpServer answering(String text) throws IOException {
    return answering(() -> 200, text);
  }

  private static HttpServer answering(IntSupplier status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/config",
        exchange -> {
          exchange.sendResponseHeaders(status.getAsInt(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }
}
