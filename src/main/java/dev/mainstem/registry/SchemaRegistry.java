package dev.mainstem.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.RegistrySpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of one registry. Each is fetched once in a process, because what an id stands for
 * does not change; one that the registry does not know is asked for again after a while, because it
 * may only just have been registered. Thread-safe.
 */
public final class SchemaRegistry {

  private static final Map<Key, SchemaRegistry> OF_THIS_PROCESS = new ConcurrentHashMap<>();
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

  /** Messages that are none may name any id. */
  private static final int MOST_UNKNOWN = 10_000;

  private record Key(RegistrySpec registry, boolean descriptors) {}

  private final RegistryRest rest;
  private final String format;
  private final Map<Integer, RegisteredSchema> known = new ConcurrentHashMap<>();
  private final Map<Integer, Long> unknown = new ConcurrentHashMap<>();

  SchemaRegistry(RegistrySpec registry, boolean descriptors, List<Duration> patience) {
    this.rest = new RegistryRest(registry, patience);
    this.format = descriptors ? "?format=serialized" : "";
  }

  /**
   * The registry of that address, as this process knows it.
   *
   * @param descriptors whether schemas are wanted as descriptors of Protobuf
   */
  public static SchemaRegistry of(RegistrySpec registry, boolean descriptors) {
    return OF_THIS_PROCESS.computeIfAbsent(
        new Key(registry, descriptors),
        key -> new SchemaRegistry(registry, descriptors, RegistryRest.PATIENCE));
  }

  /**
   * The schema of an id; nothing if the registry does not know it.
   *
   * @throws EnvironmentException if the registry does not answer
   */
  public Optional<RegisteredSchema> withId(int id) {
    RegisteredSchema schema = known.get(id);
    return schema != null || isUnknown(id) ? Optional.ofNullable(schema) : fetch(id);
  }

  private boolean isUnknown(int id) {
    Long asked = unknown.get(id);
    return asked != null && System.nanoTime() - asked < ASK_AGAIN_AFTER.toNanos();
  }

  /** One at a time: a thread that waits finds what the one before it has fetched. */
  private synchronized Optional<RegisteredSchema> fetch(int id) {
    RegisteredSchema schema = known.get(id);
    if (schema != null) {
      return Optional.of(schema);
    }
    Optional<RegisteredSchema> fetched =
        rest.get("/schemas/ids/" + Integer.toUnsignedString(id) + format).map(this::read);
    if (fetched.isPresent()) {
      known.put(id, fetched.get());
    } else {
      if (unknown.size() >= MOST_UNKNOWN) {
        unknown.clear();
      }
      unknown.put(id, System.nanoTime());
    }
    return fetched;
  }

  /**
   * The newest schema of a subject; nothing if the registry knows none.
   *
   * @throws EnvironmentException if the registry does not answer
   */
  public Optional<RegisteredSchema> newestOf(String subject) {
    return ofVersion(versionPath(subject, "latest"));
  }

  /** By way of its id: only then can a registry be asked for a descriptor. */
  private Optional<RegisteredSchema> ofVersion(String path) {
    return rest.get(path).flatMap(version -> withId(version.path("id").asInt()));
  }

  private RegisteredSchema read(JsonNode answer) {
    Map<String, String> references = new LinkedHashMap<>();
    for (JsonNode reference : answer.path("references")) {
      RegisteredSchema referred = referred(reference);
      referred.references().forEach(references::putIfAbsent);
      references.putIfAbsent(reference.path("name").asText(), referred.text());
    }
    return new RegisteredSchema(
        answer.path("schemaType").asText("AVRO"), answer.path("schema").asText(), references);
  }

  private RegisteredSchema referred(JsonNode reference) {
    String path =
        versionPath(reference.path("subject").asText(), reference.path("version").asText("latest"));
    return ofVersion(path)
        .orElseThrow(
            () ->
                new EnvironmentException(
                    "live.schema_registry: there is no %s, which a schema refers to"
                        .formatted(path)));
  }

  private static String versionPath(String subject, String version) {
    String encoded = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    return "/subjects/%s/versions/%s".formatted(encoded, version);
  }
}
