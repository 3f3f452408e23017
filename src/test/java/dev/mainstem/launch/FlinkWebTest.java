package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FlinkWebTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int UNAVAILABLE = 503;

  @TempDir Path folder;

  @Test
  void flinksPagesAreAtThePortThatWasAskedForAndTakeNoJobs() throws Exception {
    int port = freePort();
    PipelineOptions options = RunnerOptions.of(List.of("--flinkWebPort=" + port));
    List<String> said = new ArrayList<>();
    try (EmbeddedFlink flink = new EmbeddedFlink(options.as(FlinkPipelineOptions.class), folder)) {
      flink.start(MemorySize.ofMebiBytes(1), new EmbeddedMetrics(Set.of()));
      FlinkWeb.say(options, flink, said::add);
      assertThat(said).containsExactly("Flink's web pages: http://127.0.0.1:" + port);
      assertThat(get(port, "/")).contains("Apache Flink Web Dashboard");
      assertThat(get(port, "/config")).contains("\"web-submit\":false");
    }
  }

  @Test
  void nothingIsSaidOfPagesThatNobodyAskedFor() {
    PipelineOptions options = RunnerOptions.of(List.of());
    List<String> said = new ArrayList<>();
    FlinkWeb.say(options, null, said::add);
    assertThat(said).isEmpty();
    assertThat(FlinkWeb.portOf(options)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--flinkMaster=host:8081, it is for the Flink inside this process",
    "--runner=DirectRunner, it is for the Flink inside this process",
    "--parallelism=1, 'expected a port from 0 to 65535, found 70000'",
  })
  void portsThatMeanNothingAreRefused(String option, String why) {
    assertThatThrownBy(() -> RunnerOptions.of(List.of(option, "--flinkWebPort=70000")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--flinkWebPort: " + why);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** What stands at a path, when the JobManager has become the leader. */
  private static String get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    while (answer.statusCode() == UNAVAILABLE) {
      answer = HTTP.send(request, BodyHandlers.ofString());
    }
    return answer.body();
  }
}
