package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be wrong with the format of messages: what stands behind the servers of {@link
 * Definitions#RIGHT}, and every problem that is told.
 */
class MessageProblemsTest {

  private static final String SERVERS = "bootstrap_servers: embedded\n  ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          format: avor ¦ 15:11 live.format: expected json, avro or protobuf, found "avor" (did you mean avro?)
          format: avor;schema_file: a.avsc ¦ 15:11 live.format: expected json, avro or protobuf, found "avor" (did you mean avro?)
          format: parquet ¦ 15:11 live.format: expected json, avro or protobuf, found "parquet"
          schema_file: a.avsc ¦ 15:3 live.schema_file: has no meaning for format: json
          message_type: a.B;schema_registry: "http://a" ¦ 15:3 live.message_type: has no meaning for format: json && 16:3 live.schema_registry: has no meaning for format: json
          format: avro ¦ 13:3 live.schema_registry: is missing: the address of the registry that has the schemas, or schema_file
          format: avro;schema_file: [] ¦ 16:16 live.schema_file: expected a path, found a list
          format: avro;schema_file: a.avsc;schema_registry: "http://a" ¦ 16:3 live.schema_file: has no meaning with schema_registry; take one of them
          format: avro;schema_file: a.avsc;message_type: a.B ¦ 17:3 live.message_type: has a meaning only with format: protobuf and schema_file
          format: protobuf;schema_registry: "http://a";message_type: a.B ¦ 17:3 live.message_type: has a meaning only with format: protobuf and schema_file
          format: protobuf;schema_file: a.desc ¦ 13:3 live.message_type: is missing: the type of the messages, such as shop.Trip
          format: protobuf;schema_file: a.desc;message_type: a/B ¦ 17:17 live.message_type: expected the full name of a type of Protobuf, such as shop.Trip, found "a/B"
          format: avro;schema_registry: localhost:8081 ¦ 16:20 live.schema_registry: expected an address such as http://localhost:8081, found "localhost:8081"
          format: avro;schema_registry: "http://a b" ¦ 16:20 live.schema_registry: expected an address such as http://localhost:8081, found "http://a b"
          format: avro;schema_registry: "http://" ¦ 16:20 live.schema_registry: expected an address such as http://localhost:8081, found "http://"
          format: avro;schema_registry: "http://a?b=c" ¦ 16:20 live.schema_registry: expected an address such as http://localhost:8081, found "http://a?b=c"
          format: avro;schema_registry: "http://ann:secret@a" ¦ 16:20 live.schema_registry: has a login, which would be shown; the keys username and password say it
          format: avro;schema_registry: {} ¦ 16:20 live.schema_registry.url: is missing: an address such as http://localhost:8081
          format: avro;schema_registry: {url: "http://a", username: ann} ¦ 16:20 live.schema_registry.password: is missing: that of username
          format: avro;schema_registry: {url: "http://a", password: abc} ¦ 16:20 live.schema_registry.username: is missing: whose password it is
          format: avro;schema_registry: {url: "http://a", name: ann} ¦ 16:38 live.schema_registry.name: no such key; there are url, username and password
          format: avro;schema_registry: "http://a";sample: a ¦ 17:3 live.sample: has a meaning only with format: json
          """)
  void problemsOfTheFormatAreTold(String lines, String problems) {
    assertThat(Definitions.problems(with(lines))).containsExactly(problems.split(" && "));
  }

  private static String with(String lines) {
    String yaml =
        Definitions.RIGHT.replace(SERVERS.stripTrailing(), SERVERS + lines.replace(";", "\n  "));
    assertThat(yaml).isNotEqualTo(Definitions.RIGHT);
    return yaml;
  }

  private static MessageSpec read(String lines) {
    Definition definition =
        DefinitionReader.parse(
            with(lines), Definitions.FOLDER, new Variables(Map.of("PW", "hidden"), name -> null));
    definition.problems().throwIfAny();
    return definition.liveSide().orElseThrow().messages();
  }

  @Test
  void aSchemaIsThatOfAFileOrThoseOfARegistry() {
    assertThat(Definitions.problems(Definitions.RIGHT)).isEmpty();
    assertThat(read("format: json")).isEqualTo(MessageSpec.JSON);
    assertThat(read("format: avro;schema_file: a.avsc"))
        .isEqualTo(
            new MessageSpec(
                MessageSpec.Format.AVRO,
                "a.avsc",
                null,
                null,
                new Position("<definition>", 16, 16)));
    assertThat(read("format: protobuf;schema_file: a.desc;message_type: shop.Trip").messageType())
        .isEqualTo("shop.Trip");
    assertThat(read("format: avro;schema_registry: \"https://a:8081/api/\"").registry())
        .isEqualTo(new RegistrySpec("https://a:8081/api", null, null));
  }

  @Test
  void thePasswordOfARegistryIsShownNowhere() {
    String lines = "format: avro;schema_registry: {url: \"http://a\", username: ann, password: %s}";
    RegistrySpec plain = read(lines.formatted("hidden")).registry();
    assertThat(plain).isEqualTo(new RegistrySpec("http://a", "ann", "hidden"));
    assertThat(read(lines.formatted("\"${PW}\"")).registry()).isEqualTo(plain);
    assertThat(String.valueOf(plain)).isEqualTo("http://a");
    Definition definition =
        DefinitionReader.parse(
            with(lines.formatted("hidden")),
            Definitions.FOLDER,
            new Variables(Map.of(), name -> null));
    assertThat(definition.secrets()).isEqualTo(List.of("hidden"));
  }
}
