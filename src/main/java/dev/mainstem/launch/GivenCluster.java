package dev.mainstem.launch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/** The Flink cluster that a launch was given: is it there, and does it speak our language? */
final class GivenCluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(7);
  private static final Duration STARTING = Duration.ofSeconds(7);
  private static final long POLL_MILLIS = 100;
  private static final int UNAVAILABLE = 503;

  private final URI address;

  private GivenCluster(URI address) {
    this.address = address;
  }

  /**
   * Makes sure, before a launch touches anything, that it can use the cluster that its options
   * name, and that it stages what the cluster's workers need. Does nothing where they name none.
   *
   * @throws UsageException if the address isn't one
   * @throws EnvironmentException if no Flink of our version answers there, or the job jar is
   *     missing
   */
  static void prepare(PipelineOptions options) {
    RunnerOptions.flink(options)
        .filter(flink -> !RunnerOptions.isEmbeddedFlink(flink))
        .ifPresent(GivenCluster::prepare);
  }

  private static void prepare(FlinkPipelineOptions options) {
    URI address = parse(options.getFlinkMaster());
    options.setFlinkMaster(address.getAuthority());
    JobJar.stage(options);
    new GivenCluster(address).checkVersion();
  }

  /** Takes {@code host:port}, also with http:// before it, and without its port. */
  static URI parse(String master) {
    String authority = master.replaceFirst("^http://", "").replaceFirst("/$", "");
    try {
      URI uri = URI.create("http://" + authority);
      if (uri.getHost() != null && authority.equals(uri.getAuthority())) {
        return uri.getPort() >= 0
            ? uri
            : URI.create("http://" + authority + ":" + RestOptions.PORT.defaultValue());
      }
    } catch (IllegalArgumentException e) {
      throw noAddress(master);
    }
    throw noAddress(master);
  }

  private static UsageException noAddress(String master) {
    return new UsageException(
        "--flinkMaster: expected host:port of a JobManager's REST API, or [local], found "
            + master);
  }

  /** Jobs travel as serialised classes of Flink, which are the same within a minor version only. */
  private void checkVersion() {
    String theirs = askVersion();
    String ours = EnvironmentInformation.getVersion();
    if (!minor(theirs).equals(minor(ours))) {
      throw new EnvironmentException(
          "the Flink at %s is %s; this is built for %s.x"
              .formatted(address.getAuthority(), theirs, minor(ours)));
    }
  }

  private static String minor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private String askVersion() {
    try {
      JsonNode answer = JSON.readTree(ask().body());
      if (answer.hasNonNull("flink-version")) {
        return answer.get("flink-version").asText();
      }
      throw unreachable("what answers there is no JobManager", null);
    } catch (JacksonException e) {
      throw unreachable("what answers there is no JobManager", e);
    } catch (IOException e) {
      throw unreachable(e.getMessage() == null ? "nothing listens there" : e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted while asking", e);
    }
  }

  /** A JobManager that has just started says for a moment that it is not available yet. */
  private HttpResponse<String> ask() throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/config")).timeout(PATIENCE).build();
    long start = System.nanoTime();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    while (response.statusCode() == UNAVAILABLE && System.nanoTime() - start < STARTING.toNanos()) {
      Thread.sleep(POLL_MILLIS);
      response = http.send(request, BodyHandlers.ofString());
    }
    return response;
  }

  private EnvironmentException unreachable(String why, @Nullable Exception cause) {
    EnvironmentException unreachable =
        new EnvironmentException(
            "no Flink cluster at %s (--flinkMaster, the REST address of its JobManager): %s"
                .formatted(address.getAuthority(), why));
    if (cause != null) {
      unreachable.initCause(cause);
    }
    return unreachable;
  }
}
