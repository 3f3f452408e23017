package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is never printed, wherever it stands and whatever is wrong with it. */
class SecretsTest {

  private static final String SECRET = "hunter2-hunter2";
  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\""
          + " password=\"%s\";";

  private static Definition withConsumer(Map<String, String> consumer) {
    Map<String, Object> live =
        Map.of("topic", "t", "bootstrap_servers", "a:1", "consumer", consumer);
    return DefinitionReader.build(
        Map.of(
            "name",
            "n",
            "stream",
            Map.of("schema", Map.of("at", "timestamp"), "event_time", "at"),
            "live",
            live,
            "sinks",
            List.of(Map.of("type", "WriteToConsole"))),
        Definitions.FOLDER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_PASSWORD",
        "passwd",
        "KAFKA_PASS",
        "PASSPHRASE",
        "CLIENT_SECRET",
        "ACCESS_TOKEN",
        "MY_CREDENTIALS",
        "API_KEY",
        "apikey",
        "PRIVATE_KEY",
        "AWS_ACCESS_KEY",
        "JAAS",
        "ADMIN_PWD"
      })
  void variableWithTheNameOfASecretIsRedactedByItsValue(String name) {
    Variables variables = Definitions.variables(Map.of(name, SECRET), Map.of());
    String yaml = Definitions.with(13, "topic: no topic/${" + name + "}");
    Definition read = DefinitionReader.parse(yaml, Definitions.FOLDER, variables);
    assertThat(read.problems().all().toString()).doesNotContain(SECRET).contains("found a secret");
    assertThat(read.redact("failed with " + SECRET + "!")).isEqualTo("failed with ***!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PWD", "PASSENGER", "KEYS", "COMPASS", "HOME"})
  void variableOfAnotherNameIsShown(String name) {
    Variables variables = Definitions.variables(Map.of(), Map.of(name, "no topic"));
    assertThat(Definitions.problems(Definitions.with(13, "topic: ${" + name + "}"), variables))
        .singleElement()
        .asString()
        .endsWith("found \"no topic\"");
  }

  @Test
  void secretOfAVariableIsNotShownByAnyProblem() {
    Variables variables = Definitions.variables(Map.of("TOKEN", SECRET), Map.of());
    String yaml = Definitions.with(17, "dedupe: {by: [\"${TOKEN}\"]}");
    assertThat(Definitions.problems(yaml, variables))
        .containsExactly("17:16 cutover.dedupe.by: no such field: ***; there are id, at and fare");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ssl.key.password", "ssl.keystore.key", "ssl.truststore.password", "x.token"})
  void propertyOfKafkaWithTheNameOfASecretIsRedactedByItsValue(String property) {
    Definition read = withConsumer(Map.of(property, SECRET));
    assertThat(read.redact("it was " + SECRET)).isEqualTo("it was ***");
  }

  @Test
  void passwordInsideOfAJaasConfigurationIsRedactedAloneToo() {
    String jaas = JAAS.formatted(SECRET);
    Definition read = withConsumer(Map.of("sasl.jaas.config", jaas));
    assertThat(read.problems().all()).isEmpty();
    assertThat(read.redact(jaas + " " + SECRET)).isEqualTo("*** ***");
  }

  @Test
  void wrongJaasConfigurationIsNotShown() {
    Definition read =
        withConsumer(Map.of("sasl.jaas.config", "com.evil.Module required p=\"" + SECRET + "\";"));
    assertThat(read.problems().all().toString())
        .contains("expected the login module Plain, Scram or OAuthBearer of Kafka")
        .doesNotContain(SECRET);
  }

  @Test
  void halfAReferenceInsideOfASecretIsNotShown() {
    String yaml =
        Definitions.with(13, "consumer: {ssl.key.password: \"x${hunter2\"}\n  topic: trips");
    assertThat(Definitions.problems(yaml))
        .containsExactly(
            "13:32 live.consumer.ssl.key.password: expected ${NAME} or ${NAME:-default}, found a"
                + " secret");
  }

  @Test
  void longerSecretIsRedactedBeforeAShorterOneInsideOfIt() {
    Definition read =
        withConsumer(Map.of("ssl.key.password", "hunter2", "ssl.keystore.password", "hunter2tail"));
    assertThat(read.redact("hunter2tail hunter2")).isEqualTo("*** ***");
  }

  @Test
  void fieldWithTheNameOfASecretIsAFieldLikeAnyOther() {
    String yaml = Definitions.with(6, "token: strng");
    assertThat(Definitions.problems(yaml))
        .singleElement()
        .asString()
        .endsWith("found \"strng\" (did you mean string?)");
    assertThat(Definitions.read(Definitions.with(6, "token: string")).redact("a string"))
        .isEqualTo("a string");
  }
}
