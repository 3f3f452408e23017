package dev.mainstem.launch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of a JobManager: one that may die, and come back under the same address with the
 * jobs that it had. Thread-safe.
 */
final class FlinkRest {

  /** How long a dead one is given to come back. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 200;
  private static final int UNAVAILABLE = 503;

  private final String address;
  private final Duration patience;
  private @Nullable HttpClient client;

  /**
   * The API of a JobManager.
   *
   * @param address host and port of its REST API
   * @param patience how long to ask again while nobody answers, or one who is still starting
   */
  FlinkRest(String address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /** Made when it is needed: a short job on a Flink of its own asks nothing. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(withoutCertificates())
              .connectTimeout(TIMEOUT)
              .build();
    }
    return client;
  }

  /**
   * What is asked goes over plain HTTP. The client wants to be ready for TLS all the same, and
   * would read the certificates of the whole world before the first answer of a job that may be
   * shorter.
   */
  private static SSLContext withoutCertificates() {
    try {
      SSLContext none = SSLContext.getInstance("TLS");
      none.init(null, new TrustManager[0], null);
      return none;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /**
   * Asks, until there is an answer; it may be that there is no such thing.
   *
   * @throws EnvironmentException if there was none for as long as patience lasts
   */
  JsonNode ask(HttpRequest.Builder request) throws InterruptedException {
    HttpRequest asked = request.timeout(TIMEOUT).build();
    long start = System.nanoTime();
    while (true) {
      String trouble;
      try {
        HttpResponse<String> answer = client().send(asked, BodyHandlers.ofString());
        if (answer.statusCode() != UNAVAILABLE) {
          return JSON.readTree(answer.body());
        }
        trouble = "it is starting";
      } catch (JacksonException e) {
        trouble = "what answers there is no JobManager";
      } catch (IOException e) {
        trouble = e.getMessage() == null ? "nothing listens there" : e.getMessage();
      }
      giveUpAfter(start, trouble);
    }
  }

  /**
   * Waits a moment before something is asked again.
   *
   * @param startNanos since when it is being asked, by {@link System#nanoTime}
   * @param trouble why it has to be asked again
   * @throws EnvironmentException if that has been so for as long as patience lasts
   */
  void giveUpAfter(long startNanos, String trouble) throws InterruptedException {
    if (System.nanoTime() - startNanos > patience.toNanos()) {
      throw new EnvironmentException(
          ("no answer about the job from Flink at %s for %d s: %s. If the job goes on there, it does"
                  + " so without this launch")
              .formatted(address, patience.toSeconds(), trouble));
    }
    Thread.sleep(POLL_MILLIS);
  }
}
