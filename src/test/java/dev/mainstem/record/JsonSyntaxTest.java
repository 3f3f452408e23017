package dev.mainstem.record;

import static dev.mainstem.record.JsonParsing.field;
import static dev.mainstem.record.JsonParsing.object;
import static dev.mainstem.record.JsonParsing.parse;
import static dev.mainstem.record.JsonParsing.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no JSON, or more of it than is taken. */
class JsonSyntaxTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          ~~        ¦ expected a JSON object or an array of objects, found nothing
          ~  ~      ¦ expected a JSON object or an array of objects, found nothing
          1         ¦ expected a JSON object or an array of objects, found a number
          1.5       ¦ expected a JSON object or an array of objects, found a number
          "a"       ¦ expected a JSON object or an array of objects, found a string
          true      ¦ expected a JSON object or an array of objects, found a boolean
          null      ¦ expected a JSON object or an array of objects, found null
          [1]       ¦ expected a JSON object or an array of objects, found a number as element 1
          [[]]      ¦ expected a JSON object or an array of objects, found an array as element 1
          [null, 1] ¦ expected a JSON object or an array of objects, found null as element 1
          """)
  void textThatHoldsNoObjectIsOneBadRecord(String text, String reason) {
    assertThat(parse(stream(), text)).containsExactly(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\": 1",
        "{\"a\": 1}}",
        "{\"a\": 1} {}",
        "{\"a\": 1},",
        "{'a': 1}",
        "{a: 1}",
        "{\"a\": 01}",
        "{\"a\": +1}",
        "{\"a\": .5}",
        "{\"a\": 1.}",
        "{\"a\": NaN}",
        "{\"a\": 1,}",
        "{\"a\": \"\n\"}",
        "{\"a\": \"\\x\"}",
        "{\"a\": \"\\u12\"}",
        "{\"a\": tru}",
        "[{}",
        "[{},]",
        "[{}}",
        "[,{}]",
        "[1",
        "// c\n{}",
        "{\"a\" 1}",
        "\uFEFF{}",
        "{\"a\":1}x",
        "{\"b\": [}"
      })
  void textThatIsNoJsonIsOneBadRecordAndSaysWhere(String text) {
    assertThat(parse(stream(), text))
        .singleElement()
        .asString()
        .startsWith("expected ")
        .doesNotContain("\n");
  }

  @Test
  void goodElementsBeforeASyntaxErrorAreNotTaken() {
    assertThat(parse(stream(field("x", FieldType.INT64, "x")), "[" + object("\"x\": 1") + ", {]"))
        .singleElement()
        .asString()
        .startsWith("expected JSON, found ");
  }

  @Test
  void nestingHasALimit() {
    String deep = "\"x\": " + "[".repeat(499) + "]".repeat(499);
    assertThat(parse(stream(), object(deep))).containsExactly("[]");
    String deeper = "\"x\": " + "[".repeat(100_000);
    assertThat(parse(stream(), object(deeper)))
        .singleElement()
        .asString()
        .startsWith("expected JSON, found ")
        .hasSizeLessThan(200);
  }

  @Test
  void numberHasALimitOfDigits() {
    String text = object("\"x\": " + "9".repeat(5_000));
    assertThat(parse(stream(field("x", FieldType.STRING, "x")), text))
        .singleElement()
        .asString()
        .startsWith("expected JSON, found ")
        .hasSizeLessThan(200);
  }

  @Test
  void longTextIsTaken() {
    String text = "x".repeat(1 << 20);
    assertThat(parse(stream(field("x", FieldType.STRING, "x")), object("\"x\": \"" + text + "\"")))
        .containsExactly("[" + text + "]");
  }
}
