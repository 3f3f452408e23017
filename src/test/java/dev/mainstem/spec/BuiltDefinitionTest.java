package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Definitions that a program built out of maps. */
class BuiltDefinitionTest {

  private static Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", "built");
    map.put("stream", Map.of("schema", Map.of("at", "timestamp"), "event_time", "at"));
    map.put("history", Map.of("path", List.of("a.csv"), "csv", Map.of("delimiter", ';')));
    map.put("sinks", List.of(Map.of("type", "WriteToJson", "config", Map.of("shards", 2))));
    map.put("live", null);
    return map;
  }

  @Test
  void mapsListsTextsNumbersAndTruthsAreRead() {
    Map<String, @Nullable Object> map = map();
    map.put("history", Map.of("path", "a.csv", "csv", Map.of("delimiter", ';', "multiline", true)));
    Definition read = DefinitionReader.build(map, Definitions.FOLDER);
    assertThat(read.problems().all()).isEmpty();
    CsvSpec csv = read.historySide().orElseThrow().csv();
    assertThat(csv.delimiter()).isEqualTo(';');
    assertThat(csv.multiline()).isTrue();
    assertThat(read.liveSide()).isEmpty();
    assertThat(read.sinks().get(0).config().get("shards").flatMap(v -> v.integer(1))).contains(2);
  }

  @Test
  void problemsHaveTheirKeysAndNoPlace() {
    Map<String, @Nullable Object> map = map();
    map.put("name", "a b");
    map.put("late", true);
    map.put("windowing", Map.of("type", "fixed", "size", "1 h"));
    assertThat(DefinitionReader.build(map, Definitions.FOLDER).problems().all())
        .extracting(Problem::toString)
        .containsExactly(
            "<definition>:1:1 late: expected count or reject, found \"true\"",
            "<definition>:1:1 name: expected a name of letters, digits, dots, underscores and"
                + " hyphens, found \"a b\"",
            "<definition>:1:1 windowing.size: expected a duration such as 10s, 5m or 1h30m, found"
                + " \"1 h\"");
  }

  @Test
  void textsAreTakenAsTheyAre() {
    Map<String, @Nullable Object> map = map();
    map.put("history", Map.of("path", List.of("${NAME}/*.csv", "null")));
    assertThat(DefinitionReader.build(map, Definitions.FOLDER).historySide().orElseThrow().paths())
        .containsExactly("${NAME}/*.csv", "null");
  }

  @Test
  void textIsNoTruth() {
    Map<String, @Nullable Object> map = map();
    map.put("history", Map.of("path", "a.csv", "csv", Map.of("multiline", "true")));
    assertThat(DefinitionReader.build(map, Definitions.FOLDER).problems().all())
        .extracting(Problem::rule)
        .containsExactly("expected true or false, found \"true\"");
  }

  @Test
  void whatYamlCouldNotSayIsAFaultOfTheProgram() {
    Map<String, @Nullable Object> map = map();
    map.put("sinks", List.of(new Object()));
    assertThatThrownBy(() -> DefinitionReader.build(map, Definitions.FOLDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a map, list, string, number or boolean, found java.lang.Object");
    map.put("sinks", List.of(new HashMap<>(Map.of(1, "x"))));
    assertThatThrownBy(() -> DefinitionReader.build(map, Definitions.FOLDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a string as the key, found 1");
  }
}
