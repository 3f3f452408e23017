package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.avro.AvroBytes;
import dev.mainstem.launch.Findings;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.ReplayedRun;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.protobuf.ProtobufBytes;
import dev.mainstem.replay.Replay;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestRegistry;
import dev.mainstem.testing.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same rides, in files and in a topic, are the same results however the messages are written.
 */
@Timeout(180)
class MessageFormatsTest {

  private static final Instant SEAM = Instant.parse("2026-01-01T00:00:00Z");
  private static final int RIDES = 200;

  private static final String AVRO =
      """
      {"type":"record","name":"ride","fields":[
        {"name":"station","type":["null","string"]},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"id","type":"long"},
        {"name":"unread","type":{"type":"map","values":"string"}},
        {"name":"fare","type":"double"}]}
      """;

  private static final String PROTOBUF =
      """
      name: "ride.proto" package: "town" syntax: "proto3"
      dependency: "google/protobuf/timestamp.proto"
      message_type { name: "Ride"
        field { name: "fare" number: 1 type: TYPE_DOUBLE label: LABEL_OPTIONAL }
        field { name: "id" number: 2 type: TYPE_UINT64 label: LABEL_OPTIONAL }
        field { name: "at" number: 3 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_OPTIONAL }
        field { name: "station" number: 4 type: TYPE_STRING label: LABEL_OPTIONAL proto3_optional: true oneof_index: 0 }
        oneof_decl { name: "_station" } }
      """;

  private static final byte[] SET = ProtobufBytes.set(PROTOBUF);

  @TempDir Path folder;
  private final TestRegistry registry = TestRegistry.start();

  @AfterEach
  void stop() {
    registry.close();
  }

  /** A ride; every third has no station. */
  private record Ride(int id, Instant at) {

    /** So many minutes from three hours before the seam on. */
    static List<Ride> all() {
      List<Ride> rides = new ArrayList<>();
      for (int i = 0; i < RIDES; i++) {
        rides.add(new Ride(i, SEAM.plusSeconds(60L * (2 * i - 180))));
      }
      return rides;
    }

    String station() {
      return id % 3 == 0 ? "" : "s" + id % 5;
    }

    double fare() {
      return id / 8.0;
    }

    String csv() {
      return "%d,%s,%s,%s".formatted(id, at, station(), fare());
    }

    byte[] json() {
      String station = station().isEmpty() ? "null" : '"' + station() + '"';
      return "{\"id\":%d,\"at\":\"%s\",\"station\":%s,\"fare\":%s}"
          .formatted(id, at, station, fare())
          .getBytes(StandardCharsets.UTF_8);
    }

    byte[] avro() {
      return AvroBytes.record(
          AVRO,
          record -> {
            record.put("id", (long) id);
            record.put("at", at.toEpochMilli());
            record.put("station", station().isEmpty() ? null : station());
            record.put("unread", Map.of("a", "b"));
            record.put("fare", fare());
          });
    }

    byte[] protobuf() {
      String station = station().isEmpty() ? "" : "station: \"" + station() + '"';
      return ProtobufBytes.message(
          SET,
          "town.Ride",
          "id: %d at { seconds: %d } fare: %s %s"
              .formatted(id, at.getEpochSecond(), fare(), station));
    }
  }

  /** The sides overlap: history has what is up to an hour behind the seam, live from before it. */
  private String definition(String topic, String format) {
    List<String> lines = new ArrayList<>(List.of("id,at,station,fare"));
    Ride.all().stream()
        .filter(ride -> ride.at().isBefore(SEAM.plusSeconds(3600)))
        .map(Ride::csv)
        .forEach(lines::add);
    Runs.write(folder, "rides.csv", String.join("\n", lines) + "\n");
    return """
    name: formats
    stream:
      schema:
        id: int64
        at: timestamp
        station: string?
        fare: double
        offset: {type: "int64?", from: "@offset"}
      event_time: at
      max_out_of_orderness: 9h
    history: {path: rides.csv}
    live: {topic: %s, bootstrap_servers: "%s", stop: end, %s}
    cutover: {at: "%s", dedupe: {by: [id]}}
    windowing: {type: fixed, size: 1h}
    transforms:
      - name: rides
        type: MapToFields
        config: {append: true, fields: {double_fare: fare * 2}}
      - name: hours
        type: Combine
        config:
          group_by: [station]
          combine: {n: count, income: {fn: sum, value: fare}, last: {fn: max, value: offset}}
    sinks:
      - {type: WriteToJson, input: rides, config: {path: out/rides}}
      - {type: WriteToJson, input: hours, config: {path: out/hours}}
    """
        .formatted(topic, TestBroker.servers(), format, SEAM);
  }

  /** Every seventh message stands there twice. */
  private static String topic(String name, Function<Ride, byte[]> message) {
    String topic = TestBroker.topic(name, 1);
    try (Topics.Sender sender = Topics.sender(topic)) {
      for (Ride ride : Ride.all()) {
        for (int copy = ride.id() % 7 == 0 ? 2 : 1; copy > 0; copy--) {
          sender.send(0, ride.at(), message.apply(ride));
        }
      }
    }
    return topic;
  }

  private List<String> results(String yaml) {
    RunReport report = Runs.onDirect(folder, yaml);
    assertThat(report.counts().rejected()).isEmpty();
    assertThat(report.counts().late()).isZero();
    assertThat(report.seam().orElseThrow().gaps()).isEmpty();
    List<String> results = new ArrayList<>(Runs.lines(folder, "out/rides"));
    assertThat(results).hasSize(RIDES);
    results.addAll(Runs.lines(folder, "out/hours"));
    return results.stream().sorted().toList();
  }

  @Test
  void theResultsAreThoseOfTheSameRidesInJson() throws IOException {
    List<String> json = results(definition(topic("json", Ride::json), "format: json"));
    assertThat(json).anyMatch(line -> line.contains("\"station\":null"));

    registry.avro(3, "any-value", 1, AVRO);
    String avro = "format: avro, schema_registry: \"%s\"".formatted(registry.url());
    String topic = topic("avro", ride -> TestRegistry.message(3, ride.avro()));
    assertThat(results(definition(topic, avro))).isEqualTo(json);
    assertThat(registry.requests())
        .containsExactly("/subjects/" + topic + "-value/versions/latest", "/schemas/ids/3");

    Files.write(folder.resolve("rides.desc"), SET);
    assertThat(
            results(
                definition(
                    topic("protobuf", Ride::protobuf),
                    "format: protobuf, schema_file: rides.desc, message_type: town.Ride")))
        .isEqualTo(json);
  }

  @Test
  void badMessagesSayWhereTheyAreAndAReplayReadsThemOnceTheyCanBe() {
    registry.avro(3, "any-value", 1, AVRO);
    byte[] good = new Ride(301, SEAM.plusSeconds(5)).avro();
    byte[] late = TestRegistry.message(4, new Ride(302, SEAM.plusSeconds(5)).avro());
    byte[] without =
        TestRegistry.message(
            5,
            AvroBytes.record(
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":"
                    + "[{\"name\":\"id\",\"type\":\"string\"}]}",
                r -> r.put("id", "x")));
    registry.avro(
        5,
        "other-value",
        1,
        "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}");
    String topic = TestBroker.topic("bad-avro", 1);
    try (Topics.Sender sender = Topics.sender(topic)) {
      sender.send(0, SEAM, TestRegistry.message(3, good));
      sender.send(0, SEAM, good);
      sender.send(0, SEAM, TestRegistry.message(3, cut(good)));
      sender.send(0, SEAM, late);
      sender.send(0, SEAM, without);
    }
    Topics.publish(topic, 0, SEAM.toString(), null, null);
    String yaml =
        definition(topic, "format: avro, schema_registry: \"%s\"".formatted(registry.url()))
            .replaceAll("(?s)  - name: hours.*?sinks", "sinks")
            .replaceAll(".*input: hours.*\n", "");
    RunReport report = Runs.onFlink(folder, yaml);

    assertThat(report.counts().of("live", "rows")).isEqualTo(1);
    assertThat(Runs.rows(folder, "out/rejected"))
        .extracting(MessageFormatsTest::told)
        .containsExactlyInAnyOrder(
            "1 expected a message of Avro that begins with a zero byte and the id of its"
                + " schema, found the bytes 0204733190 "
                + Base64.getEncoder().encodeToString(good),
            "2 expected a message of Avro, found its end within a field "
                + Base64.getEncoder().encodeToString(TestRegistry.message(3, cut(good))),
            "3 expected a message of Avro whose schema the registry knows, found the id 4 "
                + Base64.getEncoder().encodeToString(late),
            "4 id: expected int64, found \"x\" {\"id\":\"x\"}",
            "5 expected a record, found a message without a value null");

    try (TestRegistry other = TestRegistry.start()) {
      other.avro(3, "any-value", 1, AVRO);
      other.avro(4, "any-value", 2, AVRO);
      List<String> told = new ArrayList<>();
      Replay.Replayed replayed = replay(yaml.replace(registry.url(), other.url()), told);
      assertThat(replayed).isEqualTo(new Replay.Replayed(1, 4, 0, Map.of()));
      assertThat(told)
          .contains(
              topic + "-0@2: expected a message of Avro, found its end within a field",
              topic + "-0@4: id: expected int64, found \"x\"");
      assertThat(folder.resolve("rows.jsonl")).content().startsWith("{\"id\":302,\"at\":");
    }
  }

  /** Stamped two hours before its event time, with a slack of one: Kafka finds no start for it. */
  @Test
  void aMessageThatIsPassedOverIsSeenInAnyFormat() {
    Runs.write(folder, "rides.avsc", AVRO);
    String topic = TestBroker.topic("early-avro", 1);
    try (Topics.Sender sender = Topics.sender(topic)) {
      sender.send(0, SEAM.minusSeconds(7200), new Ride(1, SEAM.plusSeconds(60)).avro());
      sender.send(0, SEAM, new Ride(2, SEAM).avro());
    }
    String yaml = definition(topic, "format: avro, schema_file: rides.avsc");
    Plan plan = Plan.of(DefinitionReader.parse(yaml, folder, Runs.noVariables()));
    Findings findings =
        Findings.look(plan, RunnerOptions.of(List.of("--runner=DirectRunner")), Progress.SILENT);
    assertThat(findings.missing()).isEmpty();
    assertThat(findings.warnings())
        .containsExactly(
            ("live.start: partition 0 of %s has a message of 2026-01-01T00:01:00Z at offset 0,"
                    + " before the first that is read: live owns it, and nobody reads it")
                .formatted(topic));
  }

  private static byte[] cut(byte[] message) {
    return Arrays.copyOf(message, message.length - 1);
  }

  private static String told(JsonNode rejected) {
    return "%d %s %s"
        .formatted(
            rejected.path("position").path("offset").asInt(),
            rejected.path("reason").asText(),
            rejected.path("raw").asText());
  }

  private Replay.Replayed replay(String yaml, List<String> told) {
    Definition definition = DefinitionReader.parse(yaml, folder, Runs.noVariables());
    return Replay.read(
        definition,
        SEAM,
        ReplayedRun.rejectedFiles(Plan.of(definition)),
        folder.resolve("rows.jsonl"),
        told::add);
  }
}
