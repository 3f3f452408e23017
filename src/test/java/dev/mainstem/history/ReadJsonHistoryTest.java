package dev.mainstem.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON lines and JSON arrays, read in every way. */
class ReadJsonHistoryTest {

  @TempDir private Path folder;
  private HistoryReading reading = new HistoryReading(Path.of(""));

  @BeforeEach
  void newReading() {
    reading =
        new HistoryReading(folder)
            .with("path", "*.json")
            .with("format", "json")
            .field("at", "timestamp")
            .field("id", "string?")
            .field("n", "int64?");
  }

  private static String object(String id, String n) {
    return "{\"at\": \"2026-01-01\", \"id\": %s, \"n\": %s}".formatted(id, n);
  }

  @Test
  void eachLineIsAnObject() {
    reading
        .file(
            "a.json",
            "\uFEFF"
                + object("\"a\"", "1")
                + "\r\n\n  \n"
                + object("7", "\"2\"")
                + "\n{}\n\n["
                + "\n")
        .gives(
            List.of("[a, 1]", "[7, 2]"),
            List.of(
                "a.json:5 at: expected timestamp, found null | {}",
                "a.json:7 expected JSON, found Unexpected end-of-input: expected close marker for"
                    + " Array near character 2 | ["));
  }

  @Test
  void lineThatIsNoUtf8IsRejectedWithItsBytes() {
    byte[] bad = object("\"\u00e9\"", "1").getBytes(StandardCharsets.ISO_8859_1);
    reading
        .file("a.json", bad)
        .gives(
            List.of(),
            List.of(
                "a.json:1 expected text in UTF-8 | " + Base64.getEncoder().encodeToString(bad)));
  }

  @Test
  void fileMayBeOneArray() {
    reading
        .file(
            "a.json",
            "\uFEFF \n[\n"
                + object("\"a]},{\\\"\"", "1")
                + ",\n"
                + object("\"b\"", "\"x\"")
                + " ,"
                + object("\"c\"", "3")
                + "\n]\n")
        .file("b.json", object("\"d\"", "4") + "\n")
        .file("c.json", "[]")
        .file("d.json", " [ ] \n")
        .file("e.json", "")
        .gives(
            List.of("[a]},{\", 1]", "[c, 3]", "[d, 4]"),
            List.of("a.json:2 n: expected int64, found \"x\" | " + object("\"b\"", "\"x\"")));
  }

  @Test
  void badElementLeavesTheOthersGood() {
    reading
        .file(
            "a.json",
            "["
                + object("\"a\"", "1")
                + ", 5, {\"at\"}, "
                + object("\"b\"", "2")
                + "}, , "
                + object("\"c\"", "3")
                + ",]")
        .gives(
            List.of("[a, 1]", "[c, 3]"),
            List.of(
                "a.json:2 expected a JSON object or an array of objects, found a number | 5",
                "a.json:3 expected JSON, found Unexpected character ('}' (code 125)): was expecting a"
                    + " colon... near character 7 | {\"at\"}",
                "a.json:4 expected JSON, found Unexpected close marker '}': expected ']' near"
                    + " character 41 | "
                    + object("\"b\"", "2")
                    + "}",
                "a.json:5 expected a JSON object or an array of objects, found nothing | ",
                "a.json:7 expected a JSON object or an array of objects, found nothing | "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", ", "})
  void arrayThatIsCutOffIsToldBesidesItsElements(String end) {
    reading
        .file("a.json", "[" + object("\"a\"", "1") + end)
        .gives(
            List.of("[a, 1]"),
            List.of(
                "a.json:2 expected ] at the end of the array, found the end of the file |"
                    + " (end of file)"));
  }

  @Test
  void whatFollowsTheArrayIsRejected() {
    byte[] bad = {'x', (byte) 0xFF};
    byte[] file = ("[" + object("\"a\"", "1") + "]\n x?").getBytes(StandardCharsets.UTF_8);
    file[file.length - 1] = (byte) 0xFF;
    reading
        .file("a.json", file)
        .file("b.json", "[]\n{\"b\": 1}\n")
        .gives(
            List.of("[a, 1]"),
            List.of(
                "a.json:2 expected text in UTF-8 | " + Base64.getEncoder().encodeToString(bad),
                "b.json:1 expected the end of the file behind the array | {\"b\": 1}"));
  }

  @Test
  void compressedArrayIsReadToo() {
    byte[] text = ("[" + object("\"a\"", "1") + "]").getBytes(StandardCharsets.UTF_8);
    reading.with("path", "*.json.gz").file("a.json.gz", HistoryReading.gzip(text)).gives("[a, 1]");
  }
}
