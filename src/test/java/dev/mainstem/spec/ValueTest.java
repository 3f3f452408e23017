package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single values, as the config of steps and sinks reads them. */
class ValueTest {

  /** What is read of a value, or the problem that is told of it. */
  private static String read(String yaml, Function<Value, Optional<?>> reader) {
    Definition definition = Definitions.read(Definitions.with(26, "config: {x: " + yaml + "}"));
    Value value = definition.sinks().get(0).config().get("x").orElseThrow();
    Optional<?> read = reader.apply(value);
    List<Problem> problems = definition.problems().all();
    assertThat(problems).hasSize(read.isPresent() ? 0 : 1);
    return read.map(Object::toString).orElseGet(() -> problems.get(0).rule());
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5.0",
    "-0.5, -0.5",
    "+1., 1.0",
    ".5, 0.5",
    "1e3, 1000.0",
    "1E-3, 0.001",
    "\"7\", 7.0"
  })
  void numberIsDecimal(String text, String number) {
    assertThat(read(text, Value::number)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "NaN", "Infinity", "1e999", "5d", "5f", "0x10", "0x1p3", "1.2.3", ".", "1_0"})
  void anythingElseIsNoNumber(String text) {
    assertThat(read(text, Value::number)).isEqualTo("expected a number, found \"" + text + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "x", "99999999999"})
  void countIsAWholeNumberFromItsLeastOn(String text) {
    assertThat(read(text, v -> v.integer(1)))
        .isEqualTo("expected a whole number from 1 on, found \"" + text + '"');
    assertThat(read("7", v -> v.integer(1))).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2026-01-31T10:15, 2026-01-31T10:15:00Z",
    "2026-01-31 10:15:30.5, 2026-01-31T10:15:30.500Z",
    "2026-01-31T10:15:30+01:00, 2026-01-31T09:15:30Z",
    "2026-01-31T10:15:30-05:30, 2026-01-31T15:45:30Z",
    "0001-01-01, 0001-01-01T00:00:00Z"
  })
  void instantIsIso8601(String text, Instant instant) {
    assertThat(read('"' + text + '"', v -> v.instant("an instant", List.of())))
        .isEqualTo(instant.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "2026",
        "2026-02-29",
        "2026-01-31T25:00",
        "0000-01-01",
        "+12026-01-01T00:00"
      })
  void anythingElseIsNoInstant(String text) {
    assertThat(read('"' + text + '"', v -> v.instant("an instant", List.of("never"))))
        .isEqualTo("expected an instant, found \"" + text + '"');
  }
}
