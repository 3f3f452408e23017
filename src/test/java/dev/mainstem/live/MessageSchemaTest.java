package dev.mainstem.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.protobuf.ProtobufBytes;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.Problem;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema of messages, held to that of the stream. */
class MessageSchemaTest {

  private static final String AVRO =
      """
      {"type":"record","name":"trip","fields":[
        {"name":"id","type":"int"},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"started","type":"long"},
        {"name":"fare","type":"boolean"},
        {"name":"photo","type":["null","bytes"]},
        {"name":"place","type":{"type":"record","name":"place","fields":[
          {"name":"city","type":"string"}]}}]}
      """;

  private static final String PROTOBUF =
      """
      name: "trip.proto" package: "shop" syntax: "proto3"
      dependency: "google/protobuf/timestamp.proto"
      message_type { name: "Trip"
        field { name: "id" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL }
        field { name: "at" number: 2 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_OPTIONAL }
        field { name: "started" number: 3 type: TYPE_INT64 label: LABEL_OPTIONAL }
        field { name: "fare" number: 4 type: TYPE_BOOL label: LABEL_OPTIONAL }
        field { name: "photo" number: 5 type: TYPE_BYTES label: LABEL_OPTIONAL }
        field { name: "place" number: 6 type: TYPE_MESSAGE type_name: ".shop.Trip.Place" label: LABEL_OPTIONAL }
        nested_type { name: "Place" field { name: "city" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } } }
      """;

  private static final List<String> FAULTS =
      List.of(
          "the column started is a number, and the field started of the schema is timestamp;"
              + " say what the number counts with format: epoch_millis or epoch_seconds",
          "the column fare is boolean, and the field fare of the schema is double;"
              + " declare another type",
          "the column photo is of a type that no field takes, and the field photo of the schema"
              + " is string; declare another type",
          "no column place.citty for the field town of the schema (did you mean place.city?); the"
              + " columns are id, at, started, fare, photo, place, place.city");

  private static final String WARNING =
      "no column tip for the field tip of the schema; the columns are id, at, started, fare, photo,"
          + " place, place.city";

  @TempDir Path folder;

  private static String yaml(String live) {
    return """
    name: held
    stream:
      schema:
        id: string
        at: timestamp
        started: timestamp
        fare: double
        photo: string?
        town: {type: string, from: place.citty}
        tip: double?
        offset: {type: int64, from: "@offset"}
      event_time: at
    live: {topic: trips, bootstrap_servers: "localhost:1", %s}
    sinks: [{type: WriteToConsole}]
    """
        .formatted(live);
  }

  private Definition definition(String live) {
    return DefinitionReader.parse(yaml(live), folder, Runs.noVariables());
  }

  private MessageSchema found(String live) {
    Definition definition = definition(live);
    return MessageSchema.find(definition, definition.liveSide().orElseThrow());
  }

  @Test
  void theFieldsOfAFileOfAvroAreHeldToThoseOfTheStream() {
    Runs.write(folder, "trip.avsc", AVRO);
    MessageSchema schema = found("format: avro, schema_file: trip.avsc");
    assertThat(schema.faults()).isEqualTo(FAULTS.stream().map(f -> "trip.avsc: " + f).toList());
    assertThat(schema.warnings()).containsExactly("trip.avsc: " + WARNING);
  }

  @Test
  void theFieldsOfATypeOfProtobufAreHeldToThoseOfTheStream() throws IOException {
    Files.write(folder.resolve("trip.desc"), ProtobufBytes.set(PROTOBUF));
    MessageSchema schema =
        found("format: protobuf, schema_file: trip.desc, message_type: shop.Trip");
    assertThat(schema.faults()).isEqualTo(FAULTS.stream().map(f -> "trip.desc: " + f).toList());
    assertThat(schema.warnings()).containsExactly("trip.desc: " + WARNING);
  }

  @Test
  void aFileThatCantBeReadSaysWhy() {
    Runs.write(folder, "text.avsc", "\"string\"");
    assertThat(found("format: avro, schema_file: text.avsc").faults())
        .containsExactly("text.avsc: can't be read: expected the schema of a record, found string");
    assertThat(found("format: avro, schema_file: none.avsc").faults())
        .containsExactly("none.avsc: can't be read: there is no such file");
    assertThat(found("format: avro, schema_file: \"s9://none.avsc\"").faults())
        .singleElement()
        .asString()
        .startsWith("s9://none.avsc: can't be read: ")
        .contains("s9");
    assertThat(found("format: protobuf, schema_file: text.avsc, message_type: shop.Trip").faults())
        .singleElement()
        .asString()
        .startsWith("text.avsc: can't be read: it is no file of protoc");
  }

  /** Older messages may have what the newest schema lacks. */
  @Test
  void theNewestSchemaOfTheTopicMayDifferAndIsAWarning() {
    try (TestRegistry registry = TestRegistry.start()) {
      String live = "format: avro, schema_registry: \"%s\"".formatted(registry.url());
      assertThat(found(live).warnings()).isEmpty();
      registry.avro(5, "trips-value", 2, AVRO);
      MessageSchema schema = found(live);
      assertThat(schema.faults()).isEmpty();
      assertThat(schema.told(schema.warnings()))
          .hasSize(FAULTS.size() + 1)
          .contains(
              "live.schema_registry: the newest schema of trips-value: " + FAULTS.get(1),
              "live.schema_registry: the newest schema of trips-value: " + WARNING);
      registry.avro(6, "trips-value", 3, "\"string\"");
      assertThat(found(live).warnings())
          .containsExactly(
              "the newest schema of trips-value: expected the schema of a record, found string");
      registry.answerFor("/subjects/trips-value/versions/latest", "{\"id\":7}");
      registry.answerFor("/schemas/ids/7", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
      assertThat(found(live).warnings())
          .containsExactly("the newest schema of trips-value: is one of JSON");
    }
  }

  @Test
  void theLaunchTellsAllThatDoesNotFit() {
    Runs.write(folder, "trip.avsc", AVRO);
    Definition definition = definition("format: avro, schema_file: trip.avsc");
    assertThatThrownBy(() -> MessageSchema.open(definition, definition.liveSide().orElseThrow()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            String.join(
                "\n", FAULTS.stream().map(f -> "live.schema_file: trip.avsc: " + f).toList()));
  }

  @Test
  void checkNotesTheFaultsAtTheirPlaceBesideAllOthers() {
    Runs.write(folder, "trip.avsc", AVRO);
    Definition definition = definition("format: avro, schema_file: trip.avsc, stop: ending");
    assertThat(MessageSchema.check(definition))
        .containsExactly("live.schema_file: trip.avsc: " + WARNING);
    assertThat(definition.problems().all())
        .hasSize(1 + FAULTS.size())
        .filteredOn(problem -> problem.key().equals("live.schema_file"))
        .extracting(Problem::rule)
        .containsExactlyInAnyOrderElementsOf(FAULTS.stream().map(f -> "trip.avsc: " + f).toList());
    assertThat(definition.problems().all())
        .filteredOn(problem -> problem.key().equals("live.schema_file"))
        .allSatisfy(problem -> assertThat(problem.at().line()).isEqualTo(13));
  }

  @Test
  void theVerbCheckLooksIntoTheFile() {
    Runs.write(folder, "trip.avsc", AVRO.replace("\"boolean\"", "\"double\""));
    String live = "format: avro, schema_file: trip.avsc";
    Path file = Runs.write(folder, "pipeline.yaml", yaml(live));
    InProcess wrong = InProcess.run("check", file.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(
            file + ":13:83 live.schema_file: trip.avsc: " + FAULTS.get(0),
            file + ":13:83 live.schema_file: trip.avsc: " + FAULTS.get(2));

    String right = yaml(live).replaceAll(".*(started|photo|town).*\n", "");
    Runs.write(folder, "pipeline.yaml", right);
    InProcess check = InProcess.run("check", file.toString());
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.err()).contains("warning: live.schema_file: trip.avsc: " + WARNING);
  }
}
