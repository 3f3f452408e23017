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
 */
public record RejectedSpec(
    @Nullable String path, @Nullable String topic, @Nullable String bootstrapServers)
    implements Serializable {

  /** Files beside the definition. */
  public static final RejectedSpec DEFAULT = new RejectedSpec("out/rejected", null, null);

  static RejectedSpec read(Section section, Optional<LiveSpec> live) {
    Optional<Value> path = section.get("path");
    Optional<Value> topic = section.get("topic");
    Optional<String> servers =
        section
            .get("bootstrap_servers")
            .flatMap(v -> v.word("host:port or embedded"))
            .or(() -> live.map(LiveSpec::bootstrapServers));
    section.done();
    if (path.isPresent() == topic.isPresent()) {
      section.problem("expected either path or topic");
    } else if (topic.isPresent()) {
      if (servers.isEmpty()) {
        topic
            .get()
            .keyProblem("needs bootstrap_servers, because there is no live side to share them");
      }
      return new RejectedSpec(
          null, topic.flatMap(LiveSpec::readTopic).orElse(null), servers.orElse(null));
    }
    return path.flatMap(v -> v.word("a path"))
        .map(p -> new RejectedSpec(p, null, null))
        .orElse(DEFAULT);
  }
}
