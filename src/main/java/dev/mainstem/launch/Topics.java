package dev.mainstem.launch;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.broker.EmbeddedBroker;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.LiveTopics;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LiveSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The topics that a definition names, on the user's broker or on one of the launch's own, which is
 * started if one of them asks for it. Not thread-safe.
 */
final class Topics implements AutoCloseable {

  private final Plan plan;
  private final Progress progress;
  private final @Nullable EmbeddedBroker broker;

  private Topics(Plan plan, Progress progress, @Nullable EmbeddedBroker broker) {
    this.plan = plan;
    this.progress = progress;
    this.broker = broker;
  }

  /**
   * Starts the launch's own broker, if the plan needs one.
   *
   * @param folder of that broker's data
   * @param earlier the run that goes on, if one does: its broker comes back with its data, and at
   *     its address, which the job knows
   */
  static Topics open(Plan plan, Path folder, Optional<RunRecord> earlier, Progress progress) {
    boolean live = plan.definition().liveSide().map(LiveSpec::isEmbedded).orElse(false);
    boolean sinks = plan.topics().stream().anyMatch(t -> t.servers().equals(LiveSpec.EMBEDDED));
    if (!live && !sinks) {
      return new Topics(plan, progress, null);
    }
    EmbeddedBroker broker =
        earlier
            .flatMap(RunRecord::brokerPort)
            .map(port -> EmbeddedBroker.start(folder, port))
            .orElseGet(() -> EmbeddedBroker.start(folder));
    progress.say("broker: embedded, at " + broker.servers());
    return new Topics(plan, progress, broker);
  }

  /** Where the launch's own broker is; empty if it has none. */
  String embedded() {
    return broker == null ? "" : broker.servers();
  }

  /**
   * The topic of the live side with its offsets; one on the launch's own broker is filled first.
   *
   * @param cutover the instant of the cut-over, or null
   * @throws EnvironmentException if it isn't there
   */
  Optional<LiveTopic> live(@Nullable Instant cutover) {
    return plan.definition().liveSide().map(live -> find(live, cutover));
  }

  /** The topic of the live side with the offsets that a run which goes on had. */
  Optional<LiveTopic> live(RunRecord earlier) {
    return plan.definition()
        .liveSide()
        .map(
            live ->
                LiveTopics.reopen(plan.definition(), live, serversOf(live), earlier.partitions()));
  }

  private String serversOf(LiveSpec live) {
    return live.isEmbedded() ? embedded() : live.bootstrapServers();
  }

  private LiveTopic find(LiveSpec live, @Nullable Instant cutover) {
    if (live.isEmbedded()) {
      create("live", live.topic());
      long published = Samples.publish(plan.definition(), live, embedded());
      progress.say("broker: published %,d messages into %s".formatted(published, live.topic()));
    }
    return LiveTopics.resolve(plan.definition(), live, cutover, serversOf(live));
  }

  /**
   * Makes sure that the topics which sinks write to are there; those on the launch's own broker are
   * made.
   *
   * @throws EnvironmentException if one isn't
   */
  void checkSinks() {
    for (Sink.TopicTarget target : plan.topics()) {
      if (target.servers().equals(LiveSpec.EMBEDDED)) {
        create(target.key(), target.topic());
      } else {
        try (BrokerClient client =
            BrokerClient.connect(target.key(), target.servers(), target.producer())) {
          client.partitions(target.topic());
        }
      }
    }
  }

  private void create(String key, String topic) {
    try (BrokerClient client = BrokerClient.connect(key, embedded(), Map.of())) {
      client.createIfMissing(topic, 1);
    }
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
