package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.StreamSpec;
import dev.mainstem.spec.TimeFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {

  private static final String AT = "\"at\": \"2026-01-01T00:00:00Z\"";

  private final List<String> out = new ArrayList<>();

  private static FieldSpec field(String name, FieldType type, String... from) {
    return new FieldSpec(name, type, true, List.of(from), null, TimeFormat.ISO_UTC);
  }

  private static StreamSpec stream(FieldSpec... fields) {
    List<FieldSpec> all = new ArrayList<>(List.of(fields));
    all.add(FieldSpec.named("at", FieldType.TIMESTAMP, false));
    return new StreamSpec(all, "at", Duration.ZERO);
  }

  /** Rows as lists of their values but the last, and rejected records as reason, element, text. */
  private List<String> parse(StreamSpec stream, String text) {
    JsonRecords.Receiver receiver =
        new JsonRecords.Receiver() {
          @Override
          public void row(Row row) {
            List<?> values = row.getValues();
            out.add(values.subList(0, values.size() - 1).toString());
          }

          @Override
          public void bad(BadValue why, int element, String raw) {
            out.add("%s | %d | %s".formatted(why.getMessage(), element, raw));
          }
        };
    try {
      new JsonRecords(stream, Map.of()).parse(text, metadata -> null, receiver);
    } catch (BadValue e) {
      out.add(String.valueOf(e.getMessage()));
    }
    return out;
  }

  private static String object(String members) {
    return "{" + members + ", " + AT + "}";
  }

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

  @Test
  void memberThatStandsTwiceMattersOnlyIfItIsWanted() {
    StreamSpec stream = stream(field("x", FieldType.INT64, "a.x"));
    assertThat(parse(stream, object("\"y\": 1, \"y\": 2, \"a\": {\"z\": 1, \"z\": 2}")))
        .containsExactly("[null]");
    out.clear();
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
    parse(stream, "[" + object(filler + "\"x\": 1") + "," + bad + "]");
    assertThat(out).containsExactly("[1]", "x: expected int64, found \"two\" | 2 | " + bad);
  }

  @Test
  void emptyArrayHoldsNoRecord() {
    assertThat(parse(stream(), "[]")).isEmpty();
  }

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
    assertThat(parse(stream(), text)).singleElement().asString().startsWith("expected ");
    assertThat(out).noneMatch(reason -> reason.contains("\n"));
  }

  @Test
  void goodElementsBeforeASyntaxErrorAreNotTaken() {
    assertThat(parse(stream(field("x", FieldType.INT64, "x")), "[" + object("\"x\": 1") + ", {]"))
        .singleElement()
        .asString()
        .startsWith("expected JSON, found ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "a\\ud800b", "\\udc00\\ud800", "\\ud83d"})
  void halfOfASurrogatePairIsNoText(String text) {
    assertThat(parse(stream(field("x", FieldType.STRING, "x")), object("\"x\": \"" + text + "\"")))
        .singleElement()
        .asString()
        .startsWith("x: expected Unicode text, found half of a surrogate pair | 0 | {");
  }

  @Test
  void nestingHasALimit() {
    String deep = "\"x\": " + "[".repeat(499) + "]".repeat(499);
    assertThat(parse(stream(), object(deep))).containsExactly("[]");
    out.clear();
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
