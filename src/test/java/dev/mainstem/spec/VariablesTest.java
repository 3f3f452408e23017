package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("TOPIC", "from-env", "EMPTY", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          ${TOPIC}              ¦ from-env
          ${TOPIC:-default}     ¦ from-env
          ${SET}                ¦ from-set
          ${BOTH:-default}      ¦ from-set
          ${NONE:-default}      ¦ default
          ${NONE:-}-x           ¦ -x
          ${NONE:-a:b-c}        ¦ a:b-c
          ${EMPTY:-default}x    ¦ x
          a.${TOPIC}.${SET}.b   ¦ a.from-env.from-set.b
          $${TOPIC}             ¦ ${TOPIC}
          a$$b$TOPIC            ¦ a$$b$TOPIC
          """)
  void setComesBeforeTheEnvironmentAndThatBeforeTheDefault(String text, String filled) {
    Variables variables =
        Definitions.variables(
            Map.of("SET", "from-set", "BOTH", "from-set"),
            Map.of("TOPIC", "from-env", "EMPTY", "", "BOTH", "from-env"));
    String yaml = Definitions.with(26, "config: {path: \"" + text + "\"}");
    Definition read = DefinitionReader.parse(yaml, Definitions.FOLDER, variables);
    assertThat(read.problems().all()).isEmpty();
    assertThat(read.sinks().get(0).config().get("path").flatMap(v -> v.text(""))).contains(filled);
  }

  @Test
  void valueCannotChangeTheStructure() {
    Variables variables =
        Definitions.variables(Map.of("TOPIC", "a, stop: end}\n  b: [c]"), Map.of());
    String yaml = Definitions.with(13, "topic: ${TOPIC}");
    assertThat(Definitions.problems(yaml, variables))
        .containsExactly(
            "13:10 live.topic: expected a topic: letters, digits, dots, underscores and hyphens,"
                + " found \"a, stop: end}\\n  b: [c]\"");
  }

  @Test
  void keysAreLeftAsTheyAre() {
    assertThat(Definitions.problems(Definitions.with(19, "\"${TOPIC}\": x")))
        .singleElement()
        .asString()
        .startsWith("19:1 ${TOPIC}: no such key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          ${NONE}   ¦ the variable NONE has no value: pass --set NONE=..., export it, or write ${NONE:-default}
          a${TOPIC  ¦ expected ${NAME} or ${NAME:-default}, found "${TOPIC"
          ${TO PIC} ¦ expected ${NAME} or ${NAME:-default}, found "${TO PIC}"
          ${TOPIC:x} ¦ expected ${NAME} or ${NAME:-default}, found "${TOPIC"
          ${}       ¦ expected ${NAME} or ${NAME:-default}, found "${}"
          ${1A}     ¦ expected ${NAME} or ${NAME:-default}, found "${1A}"
          """)
  void referenceWithoutAValueIsAProblemAtItsPlace(String text, String problem) {
    List<String> problems =
        Definitions.problems(
            Definitions.with(20, "rejected: {path: \"" + text + "\"}"),
            Definitions.variables(Map.of(), ENVIRONMENT));
    assertThat(problems).contains("20:18 rejected.path: " + problem);
  }

  @Test
  void valueThatIsEmptyStandsForNoValueOfTheKey() {
    String yaml = Definitions.with(13, "topic: ${EMPTY}");
    assertThat(Definitions.problems(yaml, Definitions.variables(Map.of(), ENVIRONMENT)))
        .containsExactly("13:3 live.topic: is missing: the topic to read");
  }
}
