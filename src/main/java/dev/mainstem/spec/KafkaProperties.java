package dev.mainstem.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The client properties that a definition may pass on to Kafka.
 *
 * <p>Whatever names a class would let a definition run code of its choice (CVE-2023-25194 and
 * CVE-2025-27817 are of that kind), and some properties would undo what the pipeline promises; both
 * are refused. Everything else is Kafka's business.
 */
public final class KafkaProperties {

  private static final Pattern NAMES_CLASSES =
      Pattern.compile(
          ".*\\.class(es)?|.*\\.(serializer|deserializer|providers)|metric\\.reporters"
              + "|partition\\.assignment\\.strategy");

  private static final Pattern LOGIN_MODULE =
      Pattern.compile(
          "\\s*org\\.apache\\.kafka\\.common\\.security\\."
              + "(plain\\.Plain|scram\\.Scram|oauthbearer\\.OAuthBearer)LoginModule\\s.*",
          Pattern.DOTALL);

  /** Kafka would read a file for them, and send what it holds (CVE-2025-27817). */
  private static final Pattern OAUTH_URL = Pattern.compile(".*sasl\\.oauthbearer\\..*\\.url");

  private static final Map<String, String> OWNED =
      Map.of(
          "bootstrap.servers", "the key bootstrap_servers says it",
          "auto.offset.reset", "the key start says where reading begins",
          "enable.auto.commit", "it would pass over records that a crash has yet to read again",
          "group.instance.id", "readers take their partitions themselves",
          "transactional.id", "the key delivery says it",
          "enable.idempotence", "it is always on",
          "acks", "it is always all");

  private static final List<String> ISOLATION_LEVELS =
      List.of("read_committed", "read_uncommitted");

  private KafkaProperties() {}

  /** The properties of a mapping, sorted by name. */
  public static Map<String, String> read(Section section) {
    Map<String, String> properties = new TreeMap<>();
    section
        .all()
        .forEach(
            (name, value) ->
                value
                    .text("a text")
                    .filter(text -> isAllowed(name, text, value))
                    .ifPresent(text -> properties.put(name, text)));
    return properties;
  }

  private static boolean isAllowed(String name, String text, Value value) {
    Optional<String> fault = fault(name, text);
    fault.ifPresent(value::keyProblem);
    return fault.isEmpty();
  }

  /** Why a property can't be set, or nothing where it can. */
  public static Optional<String> fault(String name, String text) {
    if (OWNED.containsKey(name)) {
      return Optional.of("can't be set here: " + OWNED.get(name));
    }
    if (NAMES_CLASSES.matcher(name).matches()) {
      return Optional.of("can't be set here: it names classes to load");
    }
    if (name.endsWith("sasl.jaas.config") && !LOGIN_MODULE.matcher(text + " ").matches()) {
      return Optional.of("expected the login module Plain, Scram or OAuthBearer of Kafka");
    }
    if (OAUTH_URL.matcher(name).matches() && !text.matches("https?://.+")) {
      return Optional.of("expected an address that begins with https://");
    }
    if (name.equals("isolation.level") && !ISOLATION_LEVELS.contains(text)) {
      return Optional.of("expected read_committed or read_uncommitted, found \"" + text + '"');
    }
    return Optional.empty();
  }
}
