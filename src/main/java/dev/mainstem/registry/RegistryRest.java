package dev.mainstem.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.RegistrySpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST API of a registry, which is asked again where it may answer later. Thread-safe. */
final class RegistryRest {

  /** How long it is waited before each further attempt: a quarter of a minute in all. */
  static final List<Duration> PATIENCE =
      List.of(
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8));

  private static final Logger LOG = LoggerFactory.getLogger(RegistryRest.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The first of its own codes for what there is not: no such subject, version or schema. */
  private static final int FIRST_UNKNOWN = 40400;

  private static final int LAST_UNKNOWN = 40499;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final RegistrySpec registry;
  private final List<Duration> patience;

  /**
   * @param patience how long to wait before each further attempt
   */
  RegistryRest(RegistrySpec registry, List<Duration> patience) {
    this.registry = registry;
    this.patience = List.copyOf(patience);
  }

  /**
   * Asks for something; nothing if the registry says that it does not have it.
   *
   * @param path what stands behind the address
   * @throws EnvironmentException if there is no answer, however often it is asked, or another one
   */
  Optional<JsonNode> get(String path) {
    HttpRequest request = request(path);
    Iterator<Duration> waits = patience.iterator();
    try {
      while (true) {
        String trouble;
        try {
          HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
          if (!mayPass(answer.statusCode())) {
            return read(answer, path);
          }
          trouble = said(answer);
        } catch (IOException e) {
          trouble = e.getMessage() == null ? "nothing listens there" : e.getMessage();
        }
        if (!waits.hasNext()) {
          throw fault(path, trouble);
        }
        LOG.warn("schema registry {}: {}; asking again", registry, trouble);
        Thread.sleep(waits.next().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while asking the schema registry", e);
    }
  }

  private HttpRequest request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    if (registry.username() != null) {
      byte[] login =
          (registry.username() + ":" + registry.password()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    return request.build();
  }

  /** Too many requests, or a fault of the server that is no refusal of the request. */
  private static boolean mayPass(int status) {
    return status == 429 || status == 500 || (status >= 502 && status <= 504);
  }

  private Optional<JsonNode> read(HttpResponse<String> answer, String path) {
    Optional<JsonNode> body = json(answer.body());
    if (answer.statusCode() == 200 && body.isPresent()) {
      return body;
    }
    int code = body.map(json -> json.path("error_code").asInt()).orElse(0);
    if (answer.statusCode() == 404 && code >= FIRST_UNKNOWN && code <= LAST_UNKNOWN) {
      return Optional.empty();
    }
    throw fault(path, body.isEmpty() ? "what answers there is no schema registry" : said(answer));
  }

  private static Optional<JsonNode> json(String body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String said(HttpResponse<String> answer) {
    String message = json(answer.body()).map(json -> json.path("message").asText()).orElse("");
    return "HTTP %d %s".formatted(answer.statusCode(), message).strip();
  }

  private EnvironmentException fault(String path, String trouble) {
    return new EnvironmentException(
        "live.schema_registry: can't get %s from %s: %s. Is it up, and are the address and the login right?"
            .formatted(path, registry, trouble));
  }
}
