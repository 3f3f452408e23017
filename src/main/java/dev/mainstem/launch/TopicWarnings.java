package dev.mainstem.launch;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.PartitionRange;
import dev.mainstem.live.PassedOver;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.Durations;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.StreamSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/** What the topic of a live side tells of its meeting with the history. */
final class TopicWarnings {

  private final StreamSpec stream;
  private final LiveTopic topic;
  private final Instant cutover;
  private final List<String> found = new ArrayList<>();

  private TopicWarnings(StreamSpec stream, LiveTopic topic, Instant cutover) {
    this.stream = stream;
    this.topic = topic;
    this.cutover = cutover;
  }

  /** Nothing where the broker is the launch's own, or there is no cut-over. */
  static List<String> of(Definition definition, Inputs inputs, Instant now) {
    LiveSpec live = definition.liveSide().orElseThrow();
    Instant cutover = inputs.cutover();
    if (live.isEmbedded() || cutover == null || inputs.topic().isEmpty()) {
      return List.of();
    }
    TopicWarnings warnings = new TopicWarnings(definition.stream(), inputs.topic().get(), cutover);
    warnings.attempt(() -> warnings.askBroker(now));
    warnings.attempt(warnings::lookBack);
    return warnings.found;
  }

  /** Who may read a topic may not always ask for its configuration: no run fails for that. */
  private void attempt(Runnable look) {
    try {
      look.run();
    } catch (EnvironmentException e) {
      found.add("live.topic: %s can't be looked into: %s".formatted(topic.topic(), e.getMessage()));
    }
  }

  private void askBroker(Instant now) {
    Map<String, String> consumer = topic.consumer();
    String servers = consumer.getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    try (BrokerClient broker = BrokerClient.connect("live", servers, consumer)) {
      Map<String, String> config = broker.config(topic.topic());
      ofRetention(Long.parseLong(config.getOrDefault("retention.ms", "-1")), now);
      if (config.getOrDefault("cleanup.policy", "").contains("compact")) {
        found.add(
            "live.topic: %s is compacted: of the messages of one key, older ones may be gone"
                .formatted(topic.topic()));
      }
      ofBeginning(broker);
    }
  }

  private void lookBack() {
    PassedOver.find(stream, topic, cutover).forEach(this::ofPassedOver);
  }

  private void ofRetention(long retentionMillis, Instant now) {
    Duration back = Duration.between(cutover, now);
    if (retentionMillis >= 0 && back.toMillis() > retentionMillis) {
      found.add(
          ("live.topic: %s keeps messages for %s (retention.ms), and the cut-over is %s back: what"
                  + " live owns may be deleted before it is read")
              .formatted(
                  topic.topic(),
                  Durations.format(Duration.ofMillis(retentionMillis)),
                  Durations.format(Duration.ofMinutes(back.toMinutes()))));
    }
  }

  private void ofPassedOver(PassedOver.Message message) {
    found.add(
        ("live.start: partition %d of %s has a message of %s at offset %d, before the first that is"
                + " read: live owns it, and nobody reads it")
            .formatted(message.partition(), topic.topic(), message.eventTime(), message.offset()));
  }

  /** What is kept begins later than the cut-over, and something before it was deleted. */
  private void ofBeginning(BrokerClient broker) {
    List<TopicPartition> partitions = broker.partitions(topic.topic());
    Map<TopicPartition, Long> since = broker.since(partitions, cutover);
    for (PartitionRange range : topic.partitions()) {
      TopicPartition partition = new TopicPartition(topic.topic(), range.partition());
      long first = since.getOrDefault(partition, range.earliest());
      if (range.earliest() > 0 && first == range.earliest()) {
        found.add(
            ("live.topic: partition %d of %s keeps nothing from before the cut-over: what live owns"
                    + " may be deleted already")
                .formatted(range.partition(), topic.topic()));
      }
    }
  }
}
