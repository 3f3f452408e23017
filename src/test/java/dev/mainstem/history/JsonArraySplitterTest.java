package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays put together element by element, and cut into elements again. */
class JsonArraySplitterTest {

  private static List<String> split(String text) throws IOException {
    List<String> elements = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (JsonArraySplitter splitter = new JsonArraySplitter(new ByteArrayInputStream(bytes))) {
      while (splitter.next()) {
        elements.add(new String(splitter.bytes(), StandardCharsets.UTF_8));
        assertThat(splitter.number()).isEqualTo(elements.size());
      }
      if (splitter.isCutOff()) {
        elements.add("cut off");
      }
      String rest = new String(splitter.rest(), StandardCharsets.UTF_8);
      if (!rest.isEmpty()) {
        elements.add("rest: " + rest);
      }
      assertThat(splitter.rest()).isEmpty();
    }
    return elements;
  }

  @Property
  void elementsComeBack(@ForAll("values") List<String> values) throws IOException {
    assertThat(split("\uFEFF [" + String.join(" ,\n", values) + "\t]\r\n")).isEqualTo(values);
  }

  @Provide
  Arbitrary<List<String>> values() {
    Arbitrary<String> texts =
        Arbitraries.of("a", "é", ",", "[", "]", "{", "}", "\\\"", "\\\\", " ", "\\u005d")
            .list()
            .ofMaxSize(6)
            .map(list -> '"' + String.join("", list) + '"');
    Arbitrary<String> leaves = Arbitraries.oneOf(texts, Arbitraries.of("1", "null", "-1.5e3"));
    Arbitrary<String> arrays = leaves.list().ofMaxSize(3).map(l -> "[" + String.join(",", l) + "]");
    Arbitrary<String> objects = arrays.map(array -> "{\"a\": " + array + ", \"b\": {}}");
    return Arbitraries.oneOf(leaves, arrays, objects).list().ofMaxSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          []           ¦ ~~
          [ ]          ¦ ~~
          [,]          ¦ ~;~
          [1,]         ¦ ~1;~
          [,1]         ¦ ;1
          [1,,2]       ¦ 1;;2
          [1           ¦ 1;cut off
          [1,          ¦ 1;cut off
          [            ¦ cut off
          [{"a         ¦ {"a;cut off
          [{}}, 2]     ¦ {}};2
          [{]}, 2]     ¦ {]};2
          [{[}, 2]     ¦ {[}, 2];cut off
          [1] 2]       ¦ 1;rest: 2]
          [1]]         ¦ 1;rest: ]
          """)
  void arrayThatIsNoneIsStillCut(String text, String elements) throws IOException {
    assertThat(String.join(";", split(text))).isEqualTo(elements);
  }

  @Test
  void elementsLongerThanTheWindowComeBack() throws IOException {
    List<String> values = new ArrayList<>();
    for (int length : new int[] {65_533, 65_534, 65_535, 65_536, 200_000, 3, 65_530}) {
      values.add('"' + "x".repeat(length) + '"');
    }
    assertThat(split("[" + String.join(",", values) + "]")).isEqualTo(values);
    assertThat(split(" ".repeat(200_000) + "[" + " ".repeat(200_000) + "1]")).containsExactly("1");
  }
}
