package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestWordTest {

  private static final List<String> WORDS = List.of("name", "windowing", "transforms", "sinks");

  @ParameterizedTest
  @CsvSource({
    "nme, name",
    "naame, name",
    "nane, name",
    "anme, name",
    "NAME, name",
    "sink, sinks",
    "transfroms, transforms",
    "windowng, windowing",
    "Window_ing, windowing",
    "trasform, transforms"
  })
  void fewSlipsAreSeenThrough(String typed, String meant) {
    assertThat(NearestWord.to(typed, WORDS)).contains(meant);
    assertThat(NearestWord.hint(typed, WORDS)).isEqualTo(" (did you mean " + meant + "?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "nm", "history", "translate", "windows"})
  void anotherWordIsNoSlip(String typed) {
    assertThat(NearestWord.hint(typed, WORDS)).isEmpty();
  }

  @Test
  void nearestOfSeveralIsMeant() {
    assertThat(NearestWord.to("int46", List.of("int32", "int64", "float"))).contains("int64");
  }
}
