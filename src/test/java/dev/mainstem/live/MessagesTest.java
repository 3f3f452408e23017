package dev.mainstem.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages: rows, with what surrounds them, or rejected records that say where. */
@Timeout(120)
class MessagesTest {

  private static final String TEN = "2026-01-01T10:00:00Z";

  @TempDir Path folder;

  @Test
  void aMessageThatIsNoRecordIsRejectedOnceWithItsPosition() {
    String topic = TestBroker.topic("bad", 2);
    byte[] latin =
        "{\"n\":1,\"at\":\"2026-01-01T10:00:00Z\",\"s\":\"caf\u00e9\"}"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    byte @Nullable [][] values = {
      bytes("{\"n\":0,\"at\":\"2026-01-01T10:00:00Z\"}"),
      null,
      latin,
      bytes("no JSON"),
      bytes("{\"n\":\"one\",\"at\":\"2026-01-01T10:00:00Z\"}"),
      bytes("{\"n\":1}"),
      bytes("7"),
      bytes(""),
      bytes("{\"n\":8,\"at\":\"2026-01-01T10:00:00Z\"}")
    };
    for (byte[] value : values) {
      Topics.publish(topic, 1, TEN, null, value);
    }
    RunReport report = Runs.onDirect(folder, definition(topic, "n: int64, at: timestamp"));

    assertThat(numbers()).containsExactlyInAnyOrder(0, 8);
    assertThat(report.counts().offsets()).isEqualTo(Map.of(1, 8L));
    Map<Integer, JsonNode> rejected = rejectedByOffset(topic, 1);
    assertThat(rejected).containsOnlyKeys(1, 2, 3, 4, 5, 6, 7);
    assertThat(reason(rejected, 1)).contains("a message without a value");
    assertThat(reason(rejected, 2)).contains("UTF-8");
    assertThat(Base64.getDecoder().decode(raw(rejected, 2))).isEqualTo(latin);
    assertThat(reason(rejected, 3)).contains("JSON");
    assertThat(raw(rejected, 3)).isEqualTo("no JSON");
    assertThat(reason(rejected, 4)).contains("n: ").contains("int64").contains("\"one\"");
    assertThat(reason(rejected, 5)).contains("at: ").contains("timestamp").contains("null");
    assertThat(reason(rejected, 6)).contains("a JSON object or an array").contains("a number");
    assertThat(raw(rejected, 7)).isEmpty();
    assertThat(report.counts().of("live", "rows")).isEqualTo(2);
    assertThat(report.counts().rejected().values().stream().mapToLong(n -> n).sum()).isEqualTo(7);
  }

  @Test
  void anArrayIsAsManyRecordsAndABadElementIsRejectedAlone() {
    String topic = TestBroker.topic("array", 1);
    TestBroker.publish(
        topic,
        """
        [{"n":1,"at":"2026-01-01T10:00:00Z"},
         {"n":"two","at":"2026-01-01T10:00:00Z"},
         {"n":3,"at":"2026-01-01T09:00:00Z"}]
        """,
        "[]",
        "[{\"n\":4,\"at\":\"2026-01-01T10:00:00Z\"}, 5]");
    Runs.onDirect(folder, definition(topic, "n: int64, at: timestamp"));

    assertThat(numbers()).containsExactlyInAnyOrder(1, 3);
    List<JsonNode> rejected = Runs.rows(folder, "out/rejected");
    assertThat(rejected)
        .extracting(r -> r.path("position"))
        .containsExactlyInAnyOrder(
            Runs.json(
                "{\"topic\":\"%s\",\"partition\":0,\"offset\":0,\"element\":2}".formatted(topic)),
            Runs.json("{\"topic\":\"%s\",\"partition\":0,\"offset\":2}".formatted(topic)));
    assertThat(rejected)
        .extracting(r -> r.path("raw").asText())
        .contains("{\"n\":\"two\",\"at\":\"2026-01-01T10:00:00Z\"}");
  }

  @Test
  void metadataAndKeysAreFieldsLikeAnyOther() {
    String topic = TestBroker.topic("metadata", 2);
    byte[] value = bytes("{\"n\":1,\"at\":\"2026-01-01T10:00:00Z\"}");
    Topics.publish(topic, 1, "2026-01-01T09:59:58Z", bytes("42"), value);
    Topics.publish(topic, 1, "2026-01-01T09:59:59Z", null, value);
    Topics.publish(topic, 1, TEN, bytes("forty-two"), value);
    Topics.publish(topic, 1, TEN, new byte[] {(byte) 0xff}, value);
    String schema =
        """
        n: int64, at: timestamp, topic: {type: "string?", from: "@topic"},
        partition: {type: "int32?", from: "@partition"}, offset: {type: "int64?", from: "@offset"},
        key: {type: "int64?", from: "@key"}, stamp: {type: "timestamp?", from: "@timestamp"}
        """;
    Runs.onDirect(folder, definition(topic, schema.replace("\n", " ")));

    assertThat(Runs.rows(folder, "out/rows"))
        .containsExactlyInAnyOrder(
            metadata(topic, 0, "42", "2026-01-01T09:59:58Z"),
            metadata(topic, 1, "null", "2026-01-01T09:59:59Z"));
    Map<Integer, JsonNode> rejected = rejectedByOffset(topic, 1);
    assertThat(rejected).containsOnlyKeys(2, 3);
    assertThat(reason(rejected, 2)).contains("key: ").contains("int64").contains("forty-two");
    assertThat(reason(rejected, 3)).contains("key: ").contains("UTF-8");
  }

  @Test
  void theEventTimeMayBeKafkasOwn() {
    String topic = TestBroker.topic("kafka-time", 1);
    Topics.publishAt(topic, 0, "2026-01-01T10:59:59.999Z", "{\"n\":1}");
    Topics.publishAt(topic, 0, "2026-01-01T11:00:00Z", "{\"n\":2}");
    String yaml =
        definition(topic, "n: int64, at: {type: timestamp, from: \"@timestamp\"}")
            .replace(
                "sinks:",
                """
                windowing: {type: fixed, size: 1h}
                transforms: [{type: Combine, config: {combine: {n: {fn: max, value: n}}}}]
                sinks:\
                """);
    Runs.onDirect(folder, yaml);
    assertThat(Runs.rows(folder, "out/rows"))
        .extracting(r -> r.path("window_start").asText() + " " + r.path("n").asInt())
        .containsExactlyInAnyOrder("2026-01-01T10:00:00Z 1", "2026-01-01T11:00:00Z 2");
  }

  private static JsonNode metadata(String topic, long offset, String key, String stamp) {
    return Runs.json(
        """
        {"n": 1, "at": "2026-01-01T10:00:00Z", "topic": "%s", "partition": 1, "offset": %d,
         "key": %s, "stamp": "%s"}
        """
            .formatted(topic, offset, key, stamp));
  }

  private static String definition(String topic, String schema) {
    return """
    name: messages
    stream: {schema: {%s}, event_time: at, max_out_of_orderness: 2h}
    live: {topic: %s, bootstrap_servers: "%s", stop: end}
    sinks: [{type: WriteToJson, config: {path: out/rows}}]
    """
        .formatted(schema, topic, TestBroker.servers());
  }

  private Map<Integer, JsonNode> rejectedByOffset(String topic, int partition) {
    List<JsonNode> rejected = Runs.rows(folder, "out/rejected");
    assertThat(rejected)
        .allSatisfy(
            record -> {
              assertThat(record.path("source").asText()).isEqualTo("live");
              assertThat(record.path("stage").asText()).isEqualTo("live");
              assertThat(record.path("position").path("topic").asText()).isEqualTo(topic);
              assertThat(record.path("position").path("partition").asInt()).isEqualTo(partition);
              assertThat(Instant.parse(record.path("observed_at").asText())).isNotNull();
            });
    // toMap refuses a record that was rejected twice
    return rejected.stream()
        .collect(
            Collectors.toMap(r -> r.path("position").path("offset").asInt(), Function.identity()));
  }

  private static String reason(Map<Integer, JsonNode> rejected, int offset) {
    return text(rejected, offset, "reason");
  }

  private static String raw(Map<Integer, JsonNode> rejected, int offset) {
    return text(rejected, offset, "raw");
  }

  private static String text(Map<Integer, JsonNode> rejected, int offset, String member) {
    JsonNode record = rejected.get(offset);
    return record == null ? "" : record.path(member).asText();
  }

  private List<Integer> numbers() {
    return Runs.rows(folder, "out/rows").stream().map(row -> row.path("n").asInt()).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
