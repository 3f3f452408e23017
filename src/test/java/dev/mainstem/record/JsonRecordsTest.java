package dev.mainstem.record;

import static dev.mainstem.record.JsonParsing.array;
import static dev.mainstem.record.JsonParsing.field;
import static dev.mainstem.record.JsonParsing.object;
import static dev.mainstem.record.JsonParsing.parse;
import static dev.mainstem.record.JsonParsing.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.StreamSpec;
import dev.mainstem.spec.TimeFormat;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          "a": {"b": {"c": 1}}                    ¦ [1]
          "a.b.c": 2                              ¦ [2]
          "a": {"b": {"c": 1}}, "a.b.c": 2        ¦ [2]
          "a.b.c": 2, "a": {"b": {"c": 1}}        ¦ [2]
          "a.b.c": null, "a": {"b": {"c": 1}}     ¦ [null]
          "a": {"b": {"c": 1, "d": [1, {"c": 2}]}, "c": 3}, "b": {"c": 4} ¦ [1]
          "a": {"b.c": 1}                         ¦ [null]
          "a.b": {"c": 1}                         ¦ [null]
          "a": {"b": null}                        ¦ [null]
          "a": {"b": 5}                           ¦ [null]
          "a": [{"b": {"c": 1}}]                  ¦ [null]
          "a": null                               ¦ [null]
          "A": {"b": {"c": 1}}                    ¦ [null]
          """)
  void nameWithDotsIsAMemberOrElseAPath(String members, String values) {
    assertThat(parse(stream(field("x", FieldType.INT64, "a.b.c")), object(members)))
        .containsExactly(values);
  }

  @Test
  void objectMayBeAFieldsParentAndAnotherFieldAtOnce() {
    StreamSpec stream =
        stream(field("x", FieldType.STRING, "a"), field("y", FieldType.STRING, "a.b"));
    assertThat(parse(stream, object("\"a\": {\"b\": 1}")))
        .singleElement()
        .asString()
        .startsWith("x: expected a single value, found an object or an array | 0 | {\"a\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          9223372036854775807       ¦ [9223372036854775807]
          12345678901234567890123   ¦ [12345678901234567890123]
          1.50                      ¦ [1.50]
          1E+2                      ¦ [1E+2]
          -0                        ¦ [-0]
          true                      ¦ [true]
          null                      ¦ [null]
          ""                        ¦ []
          "null"                    ¦ [null]
          "\\u00e9\\ud83d\\ude00\\n" ¦ ~[é😀
          ]~
          """)
  void textFieldTakesAnyValueAsItIsWritten(String value, String values) {
    assertThat(parse(stream(field("x", FieldType.STRING, "x")), object("\"x\": " + value)))
        .containsExactly(values);
  }

  @ParameterizedTest
  @CsvSource({
    "INT64, 9223372036854775807, 9223372036854775807",
    "INT64, '\"7\"', 7",
    "INT64, 7.0, 7",
    "DOUBLE, 1, 1.0",
    "DOUBLE, 0.1, 0.1",
    "BOOLEAN, true, true",
    "BOOLEAN, '\"false\"', false",
    "DECIMAL, 1.50, 1.50"
  })
  void numberMayStandInQuotes(FieldType type, String value, String parsed) {
    assertThat(parse(stream(field("x", type, "x")), object("\"x\": " + value)))
        .containsExactly("[" + parsed + "]");
  }

  @Test
  void partsOfATimestampMayBeNumbers() {
    TimeFormat hours =
        new TimeFormat(TimeFormat.Kind.PATTERN, "yyyy-MM-dd H", ZoneId.of("Europe/Zurich"));
    FieldSpec time =
        new FieldSpec("x", FieldType.TIMESTAMP, true, List.of("date", "t.hour"), null, hours);
    assertThat(parse(stream(time), object("\"date\": \"2026-01-31\", \"t\": {\"hour\": 7}")))
        .containsExactly("[2026-01-31T06:00:00.000Z]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          "x"           ¦ x: expected int64, found "x"
          1.5           ¦ x: expected int64, found "1.5"
          true          ¦ x: expected int64, found "true"
          ""            ¦ x: expected int64, found ""
          {}            ¦ x: expected a single value, found an object or an array
          [1]           ¦ x: expected a single value, found an object or an array
          1, "x": 1     ¦ expected each member once, found two of x
          null, "x": 1  ¦ expected each member once, found two of x
          """)
  void valueOfNoSuchTypeMakesTheRecordBad(String value, String reason) {
    String record = object("\"x\": " + value);
    assertThat(parse(stream(field("x", FieldType.INT64, "x")), record))
        .containsExactly(reason + " | 0 | " + record);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          INT64     ¦ [1, 2.0, "3", 9223372036854775807] ¦ [1, 2, 3, 9223372036854775807]
          DECIMAL   ¦ [0.10, 1e2, 12345678901234567890.1] ¦ [0.10, 1E+2, 12345678901234567890.1]
          DOUBLE    ¦ [0.1, -0.0, 5e-324]                ¦ [0.1, -0.0, 4.9E-324]
          STRING    ¦ ["a\\"\\n", "é😀", "", 1.50, true]   ¦ [a"\\n, é😀, , 1.50, true]
          BOOLEAN   ¦ [true, "false"]                    ¦ [true, false]
          DATE      ¦ ["2026-01-31"]                     ¦ [2026-01-31]
          TIMESTAMP ¦ ["2026-01-31T01:00:00+01:00"]      ¦ [2026-01-31T00:00:00.000Z]
          STRING    ¦ []                                 ¦ []
          STRING    ¦ "[\\"a\\", 1]"                     ¦ [a, 1]
          STRING    ¦ null                               ¦ null
          """)
  void arrayHasItsValuesInTheirOrder(FieldType type, String value, String parsed) {
    assertThat(parse(stream(array("x", type)), object("\"x\": " + value)))
        .containsExactly("[" + parsed.replace("\\n", "\n") + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          [1, null]   ¦ x: a value: expected int64, found null
          [1, "a"]    ¦ x: a value: expected int64, found "a"
          [1, [2]]    ¦ x: a value: expected a single value, found an object or an array
          [{"a": 1}]  ¦ x: a value: expected a single value, found an object or an array
          1           ¦ x: expected array<int64>, found "1"
          "a"         ¦ x: expected array<int64>, found "a"
          ""          ¦ x: expected array<int64>, found ""
          "[1] 2"     ¦ x: expected array<int64>, found "[1] 2"
          "[1, "      ¦ x: expected array<int64>, found "[1, "
          {"a": 1}    ¦ x: expected array<int64>, found "{}"
          """)
  void whatIsNoArrayOfTheTypeMakesTheRecordBad(String value, String reason) {
    String record = object("\"x\": " + value);
    assertThat(parse(stream(array("x", FieldType.INT64)), record))
        .containsExactly(reason + " | 0 | " + record);
  }

  @Test
  void whatFollowsAnArrayIsReadToo() {
    StreamSpec stream = stream(array("x", FieldType.INT64), field("y", FieldType.INT64, "o.y"));
    assertThat(parse(stream, object("\"x\": [1, [2], {}], \"o\": {\"x\": [], \"y\": 3}")))
        .singleElement()
        .asString()
        .startsWith("x: a value: expected a single value");
    StreamSpec both = stream(array("a", FieldType.INT64), field("b", FieldType.INT64, "a.b"));
    assertThat(parse(both, object("\"a\": {\"b\": 1}, \"c\": 2")))
        .singleElement()
        .asString()
        .startsWith(
            "a: expected array<int64>, found \"{}\" | 0 | {\"a\": {\"b\": 1}, \"c\": 2, \"at\"");
    assertThat(parse(both, object("\"a\": [5], \"b\": 2"))).containsExactly("[[5], null]");
    assertThat(parse(stream, object("\"x\": [1], \"o\": {\"x\": [], \"y\": 3}")))
        .containsExactly("[[1], 3]");
  }

  @Test
  void memberThatStandsTwiceMattersOnlyIfItIsWanted() {
    StreamSpec stream = stream(field("x", FieldType.INT64, "a.x"));
    assertThat(parse(stream, object("\"y\": 1, \"y\": 2, \"a\": {\"z\": 1, \"z\": 2}")))
        .containsExactly("[null]");
    assertThat(parse(stream, object("\"a\": {\"x\": 1}, \"a\": {\"x\": 2}")))
        .singleElement()
        .asString()
        .startsWith("expected each member once, found two of x | 0 | ");
  }

  @Test
  void elementsOfAnArrayAreRecordsOfTheirOwn() {
    StreamSpec stream = stream(field("x", FieldType.INT64, "x"));
    String bad = object("\"x\": \"é😀\"");
    String text = " [" + object("\"x\": 1") + " , " + bad + "," + object("\"x\": 3") + " ] ";
    assertThat(parse(stream, text))
        .containsExactly("[1]", "x: expected int64, found \"é😀\" | 2 | " + bad, "[3]");
  }

  @Test
  void elementOfALongArrayKeepsItsText() {
    StreamSpec stream = stream(field("x", FieldType.INT64, "x"));
    String filler = "\"filler\": \"" + "😀".repeat(50_000) + "\", ";
    String bad = object("\"x\": \"two\"");
    assertThat(parse(stream, "[" + object(filler + "\"x\": 1") + "," + bad + "]"))
        .containsExactly("[1]", "x: expected int64, found \"two\" | 2 | " + bad);
  }

  @Test
  void emptyArrayHoldsNoRecord() {
    assertThat(parse(stream(), "[]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "a\\ud800b", "\\udc00\\ud800", "\\ud83d"})
  void halfOfASurrogatePairIsNoText(String text) {
    assertThat(parse(stream(field("x", FieldType.STRING, "x")), object("\"x\": \"" + text + "\"")))
        .singleElement()
        .asString()
        .startsWith("x: expected Unicode text, found half of a surrogate pair | 0 | {");
  }
}
