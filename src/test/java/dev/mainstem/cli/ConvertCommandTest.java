package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV to JSON records and back, by the columns of the file alone. */
class ConvertCommandTest {

  private static final String IDS =
      """
      id,code,n,x,ok,note
      9223372036854775807,007,1,0.5,true,"a, ""b""\"
      -9007199254740993,12,,2,False,
      """;
  private static final List<String> ID_RECORDS =
      List.of(
          "{\"id\":9223372036854775807,\"code\":\"007\",\"n\":1,\"x\":0.5,\"ok\":true,\"note\":\"a, \\\"b\\\"\"}",
          "{\"id\":-9007199254740993,\"code\":\"12\",\"n\":null,\"x\":2.0,\"ok\":false,\"note\":null}");

  @TempDir Path folder;

  @Test
  void rowsBecomeTypedLinesOnTheStandardOutput() {
    InProcess result = convert(file("ids.csv", IDS));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines()).containsExactlyElementsOf(ID_RECORDS);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void anArrayHasTheShapeOfRecordsOrient() throws IOException {
    InProcess result = convert(file("ids.csv", IDS), path("ids.json"));
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo(path("ids.json") + ": 2 records\n");
    assertThat(read("ids.json")).isEqualTo("[" + String.join(",\n", ID_RECORDS) + "]\n");
    JsonNode array = Runs.json(read("ids.json"));
    assertThat(array.get(0).get("id").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(array.get(1).get("n").isNull()).isTrue();
  }

  @Test
  void thereAndBackThroughEveryFormatLosesNothing() throws IOException {
    convert(file("ids.csv", IDS), path("a.json"));
    convert(path("a.json"), path("b.jsonl"));
    convert(path("b.jsonl"), path("c.csv"));
    convert(path("c.csv"), path("d.ndjson"));
    assertThat(read("b.jsonl").lines()).containsExactlyElementsOf(ID_RECORDS);
    assertThat(read("c.csv"))
        .isEqualTo(
            """
            id,code,n,x,ok,note
            9223372036854775807,007,1,0.5,true,"a, ""b""\"
            -9007199254740993,12,,2.0,false,
            """);
    assertThat(read("d.ndjson")).isEqualTo(read("b.jsonl"));
  }

  @ParameterizedTest
  @CsvSource({"lines,{", "array,[", "csv,n", "LINES,{"})
  void toSaysTheFormatWhateverTheExtensionIs(String to, String first) throws IOException {
    assertThat(convert(file("n.csv", "n\n1\n"), path("out.txt"), "--to", to).code()).isZero();
    assertThat(read("out.txt")).startsWith(first);
  }

  @Test
  void fromSaysTheFormatWhateverTheExtensionIs() {
    assertThat(convert(file("n.txt", "{\"n\":1}\n"), "--from", "json").out())
        .isEqualTo("{\"n\":1}\n");
    assertThat(convert(file("n.json", "n\n1\n"), "--from", "csv").out()).isEqualTo("{\"n\":1}\n");
    assertThat(convert(file("n.dat", "n\n1\n")).out()).isEqualTo("{\"n\":1}\n");
  }

  @Test
  void compressedFilesAreReadAndWritten() throws IOException {
    Path zipped = folder.resolve("n.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write("n\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(convert(zipped.toString(), path("n.jsonl.gz")).code()).isZero();
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("n.jsonl.gz")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("{\"n\":1}\n{\"n\":2}\n");
    }
  }

  @Test
  void aDialectIsSaidByOptionsOfItsWords() {
    String text = "! a comment\n1\t'x\ty'\tNA\textra\n";
    InProcess result =
        convert(
            file("rows.tsv", text),
            "--delimiter=\\t",
            "--quote='",
            "--no-header",
            "--columns=n,text,missing",
            "--null-values=NA,-",
            "--comment=!",
            "--extra-columns=ignore");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("{\"n\":1,\"text\":\"x\\ty\",\"missing\":null}\n");
  }

  @Test
  void columnsStandInForTheHeader() {
    assertThat(convert(file("n.csv", "x,y\n1,2\n"), "--columns", "a,b").out())
        .isEqualTo("{\"a\":1,\"b\":2}\n");
  }

  @Test
  void aCharsetIsRead() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "n\nZürich\n".getBytes(Charset.forName("windows-1252")));
    assertThat(convert(file.toString(), "--charset", "windows-1252").out())
        .isEqualTo("{\"n\":\"Zürich\"}\n");
  }

  @Test
  void lineBreaksInsideQuotesAreForMultiline() {
    String file = file("breaks.csv", "n,text\n1,\"a\nb\"\n2,c\n");
    assertThat(convert(file, "--multiline").out())
        .isEqualTo("{\"n\":1,\"text\":\"a\\nb\"}\n{\"n\":2,\"text\":\"c\"}\n");
    InProcess without = convert(file);
    assertThat(without.code()).isEqualTo(1);
    assertThat(without.err()).contains(":2: expected a closing quote");
  }

  @Test
  void badRowsAreToldWithTheirPlaceAndTheOthersAreConverted() throws IOException {
    String file = file("bad.csv", "a,b\n1,2\n3\n\n4,5,6\n7,8\n9,\"x\"y\n");
    InProcess result = convert(file, path("good.jsonl"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(read("good.jsonl")).isEqualTo("{\"a\":1,\"b\":2}\n{\"a\":7,\"b\":8}\n");
    assertThat(result.out()).contains("2 records");
    assertThat(result.err().lines())
        .containsExactly(
            file + ":3: expected 2 cells, found 1",
            file + ":5: expected 2 cells, found 3",
            file + ":7: expected a delimiter after a closing quote, found \"y\"",
            "3 bad records left out");
  }

  @Test
  void aRowThatIsNoTextIsBad() throws IOException {
    Path file = folder.resolve("bytes.csv");
    Files.write(file, new byte[] {'n', '\n', (byte) 0xFF, '\n', '1', '\n'});
    InProcess result = convert(file.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("{\"n\":1}\n");
    assertThat(result.err()).startsWith(file + ":2: expected text in UTF-8");
  }

  @Test
  void jsonKeepsEveryDigitAndLosesOnlyBlanks() {
    String file =
        file(
            "exact.jsonl",
            """
            { "n" : 12345678901234567890123 , "x": 1.50, "y":1e400, "s":"a  \\" b"}
            \s
            [{"n":1}, {"n": [1, 2]}]
            """);
    InProcess result = convert(file);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "{\"n\":12345678901234567890123,\"x\":1.50,\"y\":1e400,\"s\":\"a  \\\" b\"}",
            "{\"n\":1}",
            "{\"n\":[1,2]}");
  }

  @Test
  void jsonObjectsOfDifferentMembersShareTheirColumns() {
    String file =
        file(
            "mixed.json",
            "[{\"a\":1,\"b\":\"x,y\"},\n{\"c\":{\"d\": [1, \"é\"]},\"a\":2.50},{\"b\":\"\"}]");
    assertThat(convert(file, "--to", "csv").out())
        .isEqualTo(
            """
            a,b,c
            1,"x,y",
            2.50,,"{""d"":[1,""é""]}"
            ,"",
            """);
  }

  @Test
  void aRowOfOneNullIsNoBlankLine() {
    assertThat(convert(file("one.jsonl", "{\"a\":1}\n{\"a\":null}\n"), "--to", "csv").out())
        .isEqualTo("a\n1\n\"\"\n");
  }

  @Test
  void badJsonIsToldWithItsPlace() {
    String lines = file("bad.jsonl", "{\"a\":1}\n{\"a\":}\n7\n{\"a\":1,\"a\":2}\n{\"a\":2}\n");
    InProcess result = convert(lines);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
    assertThat(result.err().lines().map(line -> line.replaceAll(", found .*", "")))
        .containsExactly(
            lines + ":2: expected JSON",
            lines + ":3: expected a JSON object or an array of objects",
            lines + ":4: expected JSON",
            "3 bad records left out");
    String array = file("bad.json", "[{\"a\":1},\nnull, {\"a\":2}");
    assertThat(convert(array).err().lines().map(line -> line.replaceAll(", found .*", "")))
        .containsExactly(
            array + ": element 2: expected a JSON object or an array of objects",
            array + ": element 4: expected ] at the end of the array",
            "2 bad records left out");
  }

  @Test
  void filesWithoutRowsGiveNoRecords() {
    assertThat(convert(file("empty.csv", ""), "--to", "array").out()).isEqualTo("[]\n");
    assertThat(convert(file("header.csv", "a,b\n"), "--to", "csv").out()).isEqualTo("a,b\n");
    assertThat(convert(file("empty.json", ""), "--to", "lines").out()).isEmpty();
    assertThat(convert(file("none.json", "[]"), "--to", "array").out()).isEqualTo("[]\n");
  }

  @Test
  void anOutputThatDoesNotBecomeCompleteDoesNotAppear() throws IOException {
    Path cut = folder.resolve("cut.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
      out.write("n\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 9));
    file("kept.jsonl", "what was there before\n");
    assertThat(convert(cut.toString(), path("new.jsonl")).code()).isEqualTo(1);
    InProcess result = convert(cut.toString(), path("kept.jsonl"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith(cut + ": can't be read");
    assertThat(read("kept.jsonl")).isEqualTo("what was there before\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("cut.csv.gz", "kept.jsonl");
    }
  }

  @Test
  void foldersOfAnOutputAreMadeAndAnOlderFileIsReplaced() throws IOException {
    file("a/b/n.jsonl", "old\n");
    assertThat(convert(file("n.csv", "n\n1\n"), path("a/b/n.jsonl")).code()).isZero();
    assertThat(read("a/b/n.jsonl")).isEqualTo("{\"n\":1}\n");
    assertThat(convert(path("n.csv"), path("c/d/n.jsonl")).code()).isZero();
    assertThat(read("c/d/n.jsonl")).isEqualTo("{\"n\":1}\n");
  }

  @Test
  void whatIsNotThereIsOneClearError() {
    assertThat(convert(path("no.csv")))
        .isEqualTo(new InProcess(1, "", path("no.csv") + ": there is no such file\n"));
    assertThat(convert(folder.toString()))
        .isEqualTo(new InProcess(1, "", folder + ": is a folder, expected a file\n"));
    assertThat(convert(file("two.csv", "a,b,a\n1,2,3\n")).err())
        .startsWith(path("two.csv") + ":1: two columns are called a;");
    InProcess unwritable = convert(file("n.csv", "n\n1\n"), folder.toString(), "--to", "lines");
    assertThat(unwritable.code()).isEqualTo(1);
    assertThat(unwritable.err()).contains("is a folder");
  }

  @Test
  void wrongUseIsTwoAndSaysWhatIsRight() {
    String file = file("n.csv", "n\n1\n");
    assertWrong("the extension of " + path("n.txt") + " tells no format", file, path("n.txt"));
    assertWrong("OUTPUT is INPUT", file, file);
    assertWrong("--delimiter: expected a single character", file, "--delimiter=ab");
    assertWrong("columns need names", file, "--no-header");
    assertWrong("--charset: expected", file, "--charset=klingon");
    assertWrong("--extra-columns: expected", file, "--extra-columns=keep");
    assertWrong("must be three different characters", file, "--quote=,");
    assertWrong("--to", file, "--to=xml");
    assertWrong("INPUT");
    assertThat(path("n.txt")).satisfies(name -> assertThat(Path.of(name)).doesNotExist());
  }

  private void assertWrong(String message, String... words) {
    InProcess result = convert(words);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(message).contains("mainstem convert --help");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void helpNamesEveryOption() {
    String help = InProcess.run("convert", "--help").out();
    assertThat(help).contains("--to", "--from", "--definition", "--delimiter", "--null-values");
    assertThat(help).contains("Exit codes");
  }

  private static InProcess convert(String... words) {
    return InProcess.run(
        Stream.concat(Stream.of("convert"), Stream.of(words)).toArray(String[]::new));
  }

  private String file(String name, String text) {
    return Runs.write(folder, name, text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
