package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.apache.beam.sdk.metrics.MetricResults;

/**
 * A job on a Flink cluster, seen through the cluster's REST API: the same for the embedded one and
 * any other. Thread-safe.
 */
final class FlinkJob {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
  private static final long POLL_MILLIS = 100;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String job;

  /**
   * A job.
   *
   * @param address host and port of the cluster
   * @param id as Flink writes it
   */
  FlinkJob(String address, String id) {
    this.job = "http://" + address + "/jobs/" + id;
  }

  /**
   * Waits until the job has ended; answers how: {@code FINISHED}, {@code FAILED} or {@code
   * CANCELED}.
   */
  String awaitEnd() throws InterruptedException {
    String status = status();
    while (!ENDED.contains(status)) {
      Thread.sleep(POLL_MILLIS);
      status = status();
    }
    return status;
  }

  private String status() throws InterruptedException {
    return get("/status").path("status").asText();
  }

  /** Asks the job to end at once. */
  void cancel() throws InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create(job + "?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody()));
  }

  /** Why the job failed: the innermost cause, in Flink's words. */
  String failure() throws InterruptedException {
    String trace = get("/exceptions").path("root-exception").asText("no reason given");
    String cause = trace;
    for (String line : trace.lines().toList()) {
      if (line.startsWith("Caused by: ")) {
        cause = line.substring("Caused by: ".length());
      }
    }
    return cause.lines().findFirst().orElse(cause);
  }

  /** What Beam has counted so far. */
  MetricResults metrics() throws InterruptedException {
    return FlinkMetrics.read(get("/accumulators?includeSerializedValue=true"));
  }

  private JsonNode get(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(job + path)).GET());
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return JSON.readTree(
          http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new EnvironmentException("no answer from Flink at %s: %s".formatted(job, e), e);
    }
  }
}
