package dev.mainstem.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.RegistrySpec;
import dev.mainstem.testing.TestRegistry;
import dev.mainstem.testing.TestRegistry.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas of a registry, asked for by the REST API. */
class SchemaRegistryTest {

  private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"a\",\"fields\":[]}";
  private static final List<Duration> TWICE_MORE = List.of(Duration.ZERO, Duration.ZERO);

  private final TestRegistry server = TestRegistry.start();
  private final SchemaRegistry registry =
      new SchemaRegistry(new RegistrySpec(server.url(), null, null), false, TWICE_MORE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSchemaIsAskedForOnce() {
    server.avro(7, "trips-value", 1, SCHEMA);
    RegisteredSchema expected = new RegisteredSchema("AVRO", SCHEMA, Map.of());
    assertThat(registry.withId(7)).contains(expected);
    assertThat(registry.withId(7)).contains(expected);
    assertThat(server.requests()).containsExactly("/schemas/ids/7");
  }

  @Test
  void anIdThatTheRegistryDoesNotKnowIsNotAskedForWithEachMessage() {
    assertThat(registry.withId(-1)).isEmpty();
    assertThat(registry.withId(-1)).isEmpty();
    assertThat(server.requests()).containsExactly("/schemas/ids/4294967295");
  }

  @Test
  void whatASchemaRefersToComesWithItEachBehindItsOwn() {
    server.avro(1, "city", 3, "\"city\"");
    server.avro(2, "place", 1, "\"place\"", new Reference("shop.City", "city", 3));
    server.avro(
        3,
        "trips-value",
        1,
        SCHEMA,
        new Reference("shop.Place", "place", 1),
        new Reference("shop.City", "city", 3));
    assertThat(registry.withId(3).orElseThrow().references())
        .containsExactly(Map.entry("shop.City", "\"city\""), Map.entry("shop.Place", "\"place\""));
  }

  @Test
  void theNewestSchemaOfASubjectIsAskedForEachTime() {
    assertThat(registry.newestOf("trips value")).isEmpty();
    server.avro(1, "trips%20value", 1, SCHEMA);
    assertThat(registry.newestOf("trips value")).isPresent();
    assertThat(registry.newestOf("trips value")).isPresent();
    String asked = "/subjects/trips%20value/versions/latest";
    assertThat(server.requests()).containsExactly(asked, asked, "/schemas/ids/1", asked);
  }

  @Test
  void schemasOfProtobufAreAskedForAsDescriptors() {
    SchemaRegistry descriptors =
        new SchemaRegistry(new RegistrySpec(server.url(), null, null), true, TWICE_MORE);
    server.protobuf(4, "places-value", 1, "AAAA");
    server.protobuf(5, "rides-value", 1, "BBBB", new Reference("place.proto", "places-value", 1));
    assertThat(descriptors.newestOf("rides-value"))
        .contains(new RegisteredSchema("PROTOBUF", "BBBB", Map.of("place.proto", "AAAA")));
    assertThat(server.requests())
        .containsExactly(
            "/subjects/rides-value/versions/latest",
            "/schemas/ids/5?format=serialized",
            "/subjects/places-value/versions/1",
            "/schemas/ids/4?format=serialized");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void whoIsBusyIsAskedAgain(int status) {
    server.avro(7, "trips-value", 1, SCHEMA);
    server.answerNext(status, "{\"error_code\":50003,\"message\":\"busy\"}");
    server.answerNext(status, "<html>");
    assertThat(registry.withId(7)).isPresent();
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void whoStaysBusyFails() {
    for (int i = 0; i < 3; i++) {
      server.answerNext(503, "{\"error_code\":50003,\"message\":\"busy\"}");
    }
    assertThatThrownBy(() -> registry.withId(7))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "live.schema_registry: can't get /schemas/ids/7 from %s: HTTP 503 busy. Is it up, and are the address and the login right?"
                .formatted(server.url()));
  }

  @Test
  void whoIsNotThereFailsAndIsNoReasonToRejectMessages() {
    server.close();
    assertThatThrownBy(() -> registry.withId(7))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "live.schema_registry: can't get /schemas/ids/7 from %s: nothing listens there. Is it up, and are the address and the login right?"
                .formatted(server.url()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 <html>", "404 {\"error_code\":404}", "200 <html>", "200 []"})
  void whoIsNoRegistryFailsAtOnce(String answer) {
    server.answerNext(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
    assertThatThrownBy(() -> registry.withId(7)).isInstanceOf(EnvironmentException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whoDoesNotLogInIsRefusedAtOnceAndWhoDoesIsNot() {
    server.avro(7, "trips-value", 1, SCHEMA);
    server.demand("Basic YW5uOnB3w7ZyZA==");
    assertThatThrownBy(() -> registry.withId(7))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("HTTP 401 Unauthorized");
    SchemaRegistry known =
        new SchemaRegistry(new RegistrySpec(server.url(), "ann", "pw\u00f6rd"), false, List.of());
    assertThat(known.withId(7)).isPresent();
  }

  @Test
  void whatIsReferredToAndNotThereFails() {
    server.avro(3, "trips-value", 1, SCHEMA, new Reference("shop.Place", "place", 2));
    assertThatThrownBy(() -> registry.withId(3))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "live.schema_registry: there is no /subjects/place/versions/2, which a schema refers to");
  }
}
