package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of one level, held against what Jackson's trees say of the same text. */
class FlatJsonTest {

  private static final List<String> NAMES = List.of("id", "at", "x");
  private static final ObjectMapper TREES =
      new ObjectMapper(Json.FACTORY.copy()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final FlatJson flat = new FlatJson(NAMES);
  private final Cells cells = new Cells();

  @Test
  void theCellsAreTheTextsOfTheMembersInWhateverOrderTheyStand() {
    assertThat(read("{\"id\":1,\"at\":\"noon\",\"x\":-0.50e+3}"))
        .containsExactly("1", "noon", "-0.50e+3");
    assertThat(read(" { \"x\" : true ,\t\"other\" : \"{\" ,\r\n\"id\" : \"caf\u00e9 \u20ac\" } "))
        .containsExactly("caf\u00e9 \u20ac", null, "true");
    assertThat(read("{\"at\":null,\"x\":\"\",\"id\":false}")).containsExactly("false", null, "");
    assertThat(read("{}")).containsExactly(null, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\\nb\"}",
        "{\"i\\u0064\":1}",
        "{\"id\":{\"x\":1}}",
        "{\"other\":[1]}",
        "{\"id\":1,\"id\":2}",
        "[{\"id\":1}]",
        "\uFEFF{\"id\":1}",
        "{\"id\":\"a\tb\"}",
        "{\"id\":1",
        "{\"id\":1}}",
        "{\"id\":1,}",
        "{\"id\":01}",
        "{\"id\":1.}",
        "{\"id\":-}",
        "{\"id\":+1}",
        "{\"id\":1e}",
        "{\"id\":nul}",
        "{\"id\":nulls}",
        "{\"id\"}",
        "{\"id\":",
        "{\"id\":}",
        "{",
        "1",
        ""
      })
  void whatIsNoFlatObjectIsLeftToAParser(String text) {
    assertThat(flat.read(text, cells)).isFalse();
  }

  @Test
  void numbersBeyondAHundredCharactersAndTextsBeyondSixteenThousandAreLeftToAParser() {
    assertThat(flat.read("{\"id\":" + "1".repeat(100) + "}", cells)).isTrue();
    assertThat(flat.read("{\"id\":" + "1".repeat(101) + "}", cells)).isFalse();
    assertThat(flat.read("{\"id\":\"" + "a".repeat(16_375) + "\"}", cells)).isTrue();
    assertThat(flat.read("{\"id\":\"" + "a".repeat(16_376) + "\"}", cells)).isFalse();
  }

  @Test
  void namesThatMayBePathsAreLeftToAParser() {
    assertThat(new FlatJson(List.of("a.b")).read("{\"a.b\":1}", cells)).isFalse();
  }

  @Test
  void whateverIsReadIsWhatJacksonReads() throws JsonProcessingException {
    Random random = new Random(5);
    int taken = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = text(random);
      if (flat.read(text, cells)) {
        taken++;
        JsonNode tree = TREES.readTree(text);
        assertThat(tree.isObject()).as(text).isTrue();
        for (int cell = 0; cell < NAMES.size(); cell++) {
          assertThat(cell(cell) == null).as(text).isEqualTo(isNull(tree, cell));
          if (tree.path(NAMES.get(cell)).isTextual()) {
            assertThat(cell(cell)).as(text).isEqualTo(tree.path(NAMES.get(cell)).asText());
          } else if (cell(cell) != null) {
            assertThat(TREES.readTree(cell(cell))).as(text).isEqualTo(tree.get(NAMES.get(cell)));
          }
        }
      }
    }
    assertThat(taken).isBetween(20_000, 180_000);
  }

  private static boolean isNull(JsonNode tree, int cell) {
    return !tree.hasNonNull(NAMES.get(cell));
  }

  /** An object of a few members, of which some characters were exchanged, put in or left out. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder("{");
    int members = random.nextInt(4);
    for (int i = 0; i < members; i++) {
      String[] names = {"id", "at", "x", "other", ""};
      String[] values = {
        "0", "-1.5", "2e3", "\"noon\"", "\"\"", "null", "true", "false", "12.0E-1"
      };
      text.append(i == 0 ? "" : ",").append('"').append(names[random.nextInt(names.length)]);
      text.append("\":").append(values[random.nextInt(values.length)]);
    }
    text.append('}');
    String others = "{}[]\",:\\ \t\n0123.eE+-tn\u00e9\u0001";
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + random.nextInt(2));
      int from = random.nextInt(others.length());
      text.replace(
          at, to, others.substring(from, Math.min(others.length(), from + random.nextInt(2))));
      if (text.length() == 0) {
        text.append('{');
      }
    }
    return text.toString();
  }

  private List<@Nullable String> read(String text) {
    assertThat(flat.read(text, cells)).as(text).isTrue();
    List<@Nullable String> read = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      read.add(cell(i));
    }
    return read;
  }

  private @Nullable String cell(int i) {
    return cells.isNull(i) ? null : cells.string(i);
  }
}
