package dev.mainstem.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.avro.AvroBytes;
import dev.mainstem.protobuf.ProtobufBytes;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.registry.SchemaRegistry;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.RegistrySpec;
import dev.mainstem.testing.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that name their schema. */
class RegisteredMessagesTest {

  private static final String FIRST =
      "{\"type\":\"record\",\"name\":\"trip\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}";
  private static final String SECOND =
      """
      {"type":"record","name":"trip","fields":[
        {"name":"zone","type":"string"},{"name":"n","type":"long"}]}
      """;

  private static final String FILE =
      """
      name: "trip.proto" syntax: "proto3"
      message_type { name: "A" field { name: "n" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL } }
      message_type { name: "B" field { name: "s" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
        nested_type { name: "C" field { name: "n" number: 2 type: TYPE_BOOL label: LABEL_OPTIONAL } } }
      """;

  private final TestRegistry server = TestRegistry.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private TextDecoder avro() {
    return new RegisteredAvro(registry(false), Set.of("n", "zone"));
  }

  private TextDecoder protobuf() {
    return new RegisteredProtobuf(registry(true), Set.of("n", "s"));
  }

  private SchemaRegistry registry(boolean descriptors) {
    return SchemaRegistry.of(new RegistrySpec(server.url(), null, null), descriptors);
  }

  private static byte[] protobuf(int id, String path, byte[] message) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(HexFormat.of().parseHex(path));
    body.writeBytes(message);
    return TestRegistry.message(id, body.toByteArray());
  }

  @Test
  void eachMessageIsReadWithTheSchemaThatItNames() throws Exception {
    server.avro(1, "trips-value", 1, FIRST);
    server.avro(70_000, "trips-value", 2, SECOND);
    TextDecoder messages = avro();
    byte[] first = TestRegistry.message(1, AvroBytes.record(FIRST, r -> r.put("n", 5)));
    byte[] second =
        TestRegistry.message(
            70_000,
            AvroBytes.record(
                SECOND,
                r -> {
                  r.put("zone", "z");
                  r.put("n", 6L);
                }));
    assertThat(messages.decode(first)).isEqualTo("{\"n\":5}");
    assertThat(messages.decode(second)).isEqualTo("{\"zone\":\"z\",\"n\":6}");
    assertThat(messages.decode(first)).isEqualTo("{\"n\":5}");
    assertThat(avro().decode(second)).isEqualTo("{\"zone\":\"z\",\"n\":6}");
    assertThat(server.requests()).containsExactly("/schemas/ids/1", "/schemas/ids/70000");
  }

  /** Indexes, and how many there are, are zigzag varints: 02 is 1, 04 is 2. */
  @Test
  void aMessageOfProtobufNamesItsTypeTooByItsIndexesInTheFile() throws Exception {
    byte[] set = ProtobufBytes.set(FILE);
    server.protobuf(9, "rides-value", 1, descriptor(FILE));
    TextDecoder messages = protobuf();
    byte[] a = ProtobufBytes.message(set, "A", "n: 7");
    assertThat(messages.decode(protobuf(9, "00", a))).isEqualTo("{\"n\":7}");
    assertThat(messages.decode(protobuf(9, "0200", a))).isEqualTo("{\"n\":7}");
    assertThat(messages.decode(protobuf(9, "0202", ProtobufBytes.message(set, "B", "s: \"x\""))))
        .isEqualTo("{\"s\":\"x\"}");
    assertThat(messages.decode(protobuf(9, "040200", ProtobufBytes.message(set, "B.C", "n: true"))))
        .isEqualTo("{\"n\":true}");
    assertThat(server.requests()).containsExactly("/schemas/ids/9?format=serialized");
  }

  private static String descriptor(String file) {
    return Base64.getEncoder().encodeToString(ProtobufBytes.file(file));
  }

  @ParameterizedTest
  @CsvSource({
    "'', that begins with a zero byte and the id of its schema, no bytes",
    "7b226e223a317d, that begins with a zero byte and the id of its schema, the bytes"
        + " 7b226e223a",
    "000000, that begins with a zero byte and the id of its schema, the bytes 000000",
    "000000000500, whose schema the registry knows, the id 5",
    "00ffffffff00, whose schema the registry knows, the id 4294967295",
    "0000000001, '', its end within a field",
    "0000000002, '', one of PROTOBUF",
    "0000000003, with a schema that can be read, 'the id 3: expected the schema of a record,"
        + " found string'"
  })
  void whatIsNoMessageOfAvroSaysWhy(String hex, String expected, String found) {
    server.avro(1, "trips-value", 1, FIRST);
    server.avro(3, "texts-value", 1, "\"string\"");
    // asked without a format, a registry answers with the text of the file
    server.answerFor("/schemas/ids/2", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"\"}");
    assertThatThrownBy(() -> avro().decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(BadValue.class)
        .hasMessage(("expected a message of Avro " + expected).strip() + ", found " + found);
  }

  @ParameterizedTest
  @CsvSource({
    "00000001, that begins with a zero byte and the id of its schema, the bytes 00000001",
    "000000000500, whose schema the registry knows, the id 5",
    "0000000009, with the message indexes of its type, none",
    "000000000901, with the message indexes of its type, none",
    "0000000009ffffffffffff, with the message indexes of its type, none",
    "00000000090208, of a type that its schema has, the message indexes [4]",
    "00000000090008, '', 'While parsing a protocol message, the input ended unexpectedly'"
  })
  void whatIsNoMessageOfProtobufSaysWhy(String hex, String expected, String found) {
    server.protobuf(9, "rides-value", 1, descriptor(FILE));
    assertThatThrownBy(() -> protobuf().decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(BadValue.class)
        .hasMessageStartingWith("expected a message of Protobuf")
        .hasMessageContaining(expected)
        .hasMessageContaining(found.substring(0, Math.min(40, found.length())));
  }

  @Test
  void aRegistryThatGivesNoDescriptorsFailsAndRejectsNothing() {
    server.protobuf(8, "others-value", 1, "syntax = \"proto3\";");
    assertThatThrownBy(() -> protobuf().decode(protobuf(8, "00", new byte[0])))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "live.schema_registry: expected the descriptor of a schema in base64, as asked for by"
                + " format=serialized; this registry does not know that, so take a schema_file");
  }

  @Test
  void aSchemaThatIsNoneMakesItsMessagesBad() {
    server.protobuf(8, "others-value", 1, "AAAA");
    assertThatThrownBy(() -> protobuf().decode(protobuf(8, "00", new byte[0])))
        .isInstanceOf(BadValue.class)
        .hasMessageStartingWith(
            "expected a message of Protobuf with a schema that can be read, found the id 8: it"
                + " is no descriptor of Protobuf: ");
  }
}
