package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.LiveTopics;
import dev.mainstem.live.MessageSchema;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What a real topic tells of its meeting with a history that ends at noon. */
class TopicWarningsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant A_DAY_LATER = NOON.plus(Duration.ofDays(1));
  private static final Duration A_CENTURY = Duration.ofDays(36_500);

  @Test
  void aTopicThatKeepsAllHasNone() {
    assertThat(warnings(hourly("kept"), A_DAY_LATER)).isEmpty();
  }

  @Test
  void aRetentionThatIsShorterThanTheWayBackToTheCutoverMayDeleteWhatLiveOwns() throws Exception {
    String topic = hourly("short");
    // anything shorter, and the broker would delete the records under the test
    configure(topic, "retention.ms", "" + A_CENTURY.toMillis());
    assertThat(warnings(topic, NOON.plus(A_CENTURY))).isEmpty();
    assertThat(warnings(topic, NOON.plus(A_CENTURY).plus(Duration.ofDays(1))))
        .containsExactly(
            ("live.topic: %s keeps messages for 36500d (retention.ms), and the cut-over is 36501d"
                    + " back: what live owns may be deleted before it is read")
                .formatted(topic));
  }

  @Test
  void aCompactedTopicMayHaveLostOlderMessages() throws Exception {
    String topic = TestBroker.topic("compacted", 1);
    configure(topic, "cleanup.policy", "compact");
    assertThat(warnings(topic, A_DAY_LATER))
        .containsExactly(
            "live.topic: %s is compacted: of the messages of one key, older ones may be gone"
                .formatted(topic));
  }

  @Test
  void aTopicThatBeginsBehindTheCutoverMayHaveLostWhatLiveOwns() {
    String topic = hourly("begun");
    // what is left begins at 11:00
    Topics.deleteBefore(topic, 0, 1);
    assertThat(warnings(topic, A_DAY_LATER)).isEmpty();
    // at 13:00
    Topics.deleteBefore(topic, 0, 3);
    assertThat(warnings(topic, A_DAY_LATER))
        .containsExactly(
            ("live.topic: partition 0 of %s keeps nothing from before the cut-over: what live owns"
                    + " may be deleted already")
                .formatted(topic));
  }

  @Test
  void aMessageThatIsStampedLongBeforeItsEventTimeIsPassedOver() {
    String topic = TestBroker.topic("early", 2);
    Topics.publishAt(topic, 0, "2026-01-01T10:00:00Z", message("2026-01-01T10:00:00Z"));
    // two hours before its event time, with a slack of one
    Topics.publishAt(topic, 0, "2026-01-01T10:30:00Z", message("2026-01-01T12:30:00Z"));
    Topics.publishAt(topic, 0, "2026-01-01T10:40:00Z", "{}", message("2026-01-01T11:59:59.999Z"));
    Topics.publishAt(topic, 0, "2026-01-01T11:00:00Z", message("2026-01-01T13:30:00Z"));
    Topics.publishAt(topic, 1, "2026-01-01T11:30:00Z", message("2026-01-01T13:30:00Z"));
    assertThat(warnings(topic, "cutover", A_DAY_LATER))
        .containsExactly(
            ("live.start: partition 0 of %s has a message of 2026-01-01T12:30:00Z at offset 1,"
                    + " before the first that is read: live owns it, and nobody reads it")
                .formatted(topic));
    assertThat(warnings(topic, "earliest", A_DAY_LATER)).isEmpty();
  }

  @Test
  void aTopicThatCantBeLookedIntoIsNoReasonToFail() {
    LiveTopic gone =
        new LiveTopic(
            "gone", Map.of("bootstrap.servers", "nowhere"), List.of(), MessageSchema.JSON);
    assertThat(
            TopicWarnings.of(
                definition("gone", "earliest"),
                new Inputs(List.of(), NOON, Optional.of(gone), ""),
                A_DAY_LATER))
        .hasSize(2)
        .allMatch(warning -> warning.startsWith("live.topic: gone can't be looked into: live: "));
  }

  @Test
  void onlyTheLastMessagesBeforeTheStartAreLookedAt() {
    String topic = TestBroker.topic("many", 1);
    try (Topics.Sender sender = Topics.sender(topic)) {
      Instant stamp = NOON.minus(Duration.ofHours(3));
      sender.send(0, stamp, message("2026-01-01T12:30:00Z"));
      for (int i = 0; i < 100; i++) {
        sender.send(0, stamp, message("2026-01-01T09:00:00Z"));
      }
      sender.send(0, NOON, message("2026-01-01T12:00:00Z"));
    }
    assertThat(warnings(topic, "cutover", A_DAY_LATER)).isEmpty();
  }

  private static String message(String at) {
    return "{\"at\":\"%s\"}".formatted(at);
  }

  /** Messages that are stamped 10:00 to 13:00. */
  private static String hourly(String name) {
    String topic = TestBroker.topic(name, 1);
    for (int hour = 10; hour <= 13; hour++) {
      Topics.publishAt(topic, 0, "2026-01-01T%d:00:00Z".formatted(hour), "{}");
    }
    return topic;
  }

  private static List<String> warnings(String topic, Instant now) {
    return warnings(topic, "earliest", now);
  }

  private static List<String> warnings(String topic, String start, Instant now) {
    Definition definition = definition(topic, start);
    LiveSpec live = definition.liveSide().orElseThrow();
    Inputs inputs =
        new Inputs(
            List.of(),
            NOON,
            Optional.of(LiveTopics.resolve(definition, live, NOON, TestBroker.servers())),
            "");
    return TopicWarnings.of(definition, inputs, now);
  }

  private static Definition definition(String topic, String start) {
    return DefinitionReader.parse(
        """
        name: topics
        stream: {schema: {at: timestamp}, event_time: at}
        history: {path: a.csv}
        live: {topic: %s, bootstrap_servers: "%s", start: %s}
        cutover: {at: "%s"}
        sinks: [{type: WriteToConsole}]
        """
            .formatted(topic, TestBroker.servers(), start, NOON),
        Path.of(""),
        Runs.noVariables());
  }

  private static void configure(String topic, String name, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.servers()))) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }
  }
}
