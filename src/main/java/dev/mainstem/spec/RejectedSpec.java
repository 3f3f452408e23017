package dev.mainstem.spec;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where rejected records go: to files or to a topic.
 *
 * @param path as written, or null for a topic
 * @param topic the topic, or null for files
 * @param bootstrapServers of the topic; null for files
 * @param delivery to the topic; null for files, which have each record once
 */
public record RejectedSpec(
    @Nullable String path,
    @Nullable String topic,
    @Nullable String bootstrapServers,
    @Nullable Delivery delivery)
    implements Serializable {

  /** Files beside the definition. */
  public static final RejectedSpec DEFAULT = files("out/rejected");

  private static RejectedSpec files(String path) {
    return new RejectedSpec(path, null, null, null);
  }

  static RejectedSpec read(Section section, Optional<LiveSpec> live) {
    Optional<Value> path = section.get("path");
    Optional<Value> topic = section.get("topic");
    Optional<String> servers =
        section
            .get("bootstrap_servers")
            .flatMap(v -> v.word("host:port or embedded"))
            .or(() -> live.map(LiveSpec::bootstrapServers));
    Optional<Value> delivery = section.get("delivery");
    Optional<Delivery> often = delivery.flatMap(v -> v.oneOf(Delivery.class));
    section.done();
    if (path.isPresent() == topic.isPresent()) {
      section.problem("expected either path or topic");
    } else if (topic.isPresent()) {
      return readTopic(topic.get(), servers, often.orElse(Delivery.AT_LEAST_ONCE));
    } else {
      delivery.ifPresent(v -> v.keyProblem("has a meaning only with topic"));
    }
    return path.flatMap(v -> FilePaths.read(v, "a path")).map(RejectedSpec::files).orElse(DEFAULT);
  }

  private static RejectedSpec readTopic(Value topic, Optional<String> servers, Delivery delivery) {
    if (servers.isEmpty()) {
      topic.keyProblem("needs bootstrap_servers, because there is no live side to share them");
    }
    return new RejectedSpec(
        null, LiveSpec.readTopic(topic).orElse(null), servers.orElse(null), delivery);
  }
}
