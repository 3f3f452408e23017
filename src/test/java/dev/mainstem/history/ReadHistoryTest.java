package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV of many kinds, read in every way. */
class ReadHistoryTest {

  @TempDir private Path folder;
  private HistoryReading reading = new HistoryReading(Path.of(""));

  @BeforeEach
  void newReading() {
    reading =
        new HistoryReading(folder)
            .field("at", "timestamp")
            .field("id", "string?")
            .field("n", "int64?");
  }

  @Test
  void columnsAreBoundByTheirNamesInEachFile() {
    reading
        .file("a.csv", "at,id,n\n2026-01-01,a,1\n")
        .file("b.csv", "n,extra,at,id\n2,x,2026-01-02,b\n3,y,2026-01-03,c")
        .file("c.csv", "\"id\",\"at\",\"n\"\n\"d\",\"2026-01-04\",\"4\"\n")
        .gives("[a, 1]", "[b, 2]", "[c, 3]", "[d, 4]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndWillDo(String end) {
    reading
        .file("a.csv", "at,id,n_2026-01-01,a,1__2026-01-02,b,2__".replace("_", end))
        .gives("[a, 1]", "[b, 2]");
  }

  @Test
  void blankLinesAreSkippedAndComments() {
    reading
        .csv("comment", "#")
        .file("a.csv", "\n# a \"comment\n\nat,id,n\n\n#2026-01-01,x,1\n2026-01-01,#a,1\n\n")
        .gives("[#a, 1]");
  }

  @Test
  void hashIsTextWhereThereAreNoComments() {
    reading
        .field("#c", "string")
        .file("a.csv", "#c,at,id,n\n#1,2026-01-01,a,1\n")
        .gives("[a, 1, #1]");
  }

  @Test
  void byteOrderMarkIsDropped() {
    reading.file("a.csv", "\uFEFFat,id,n\n2026-01-01,a,1\n").gives("[a, 1]");
  }

  @Test
  void textsThatStandForNullAreNull() {
    reading
        .csv("null_values", List.of("NA", "-"))
        .file("a.csv", "at,id,n\n2026-01-01,NA,-\n2026-01-02,,2\n2026-01-03,\"NA\",3\n")
        .gives("[null, null]", "[, 2]", "[null, 3]");
  }

  @Test
  void dialectHasItsOwnDelimiterAndQuote() {
    reading
        .csv("delimiter", ";")
        .csv("quote", "'")
        .file("a.csv", "at;id;n\n2026-01-01;'a;''b\"';1\n2026-01-02;a,b;2\n")
        .gives("[a;'b\", 1]", "[a,b, 2]");
  }

  @Test
  void columnsMayBeNamedInTheDefinition() {
    reading
        .csv("header", false)
        .csv("columns", List.of("n", "at", "id"))
        .file("a.csv", "1,2026-01-01,a\n2,2026-01-02,b\n")
        .gives("[a, 1]", "[b, 2]");
  }

  @Test
  void columnsOfTheDefinitionComeInsteadOfThoseOfTheHeader() {
    reading
        .csv("columns", List.of("n", "at", "id"))
        .file("a.csv", "x,x,x\n1,2026-01-01,a\n")
        .gives("[a, 1]");
  }

  @Test
  void extraCellsAreRejectedUnlessTheyAreIgnored() {
    reading.file("a.csv", "at,id,n\n2026-01-01,a,1,x\n2026-01-02,b\n2026-01-03,c,3\n");
    String few = "a.csv:3 expected 3 cells, found 2 | 2026-01-02,b";
    reading.gives(
        List.of("[c, 3]"), List.of("a.csv:2 expected 3 cells, found 4 | 2026-01-01,a,1,x", few));
    reading.csv("extra_columns", "ignore").gives(List.of("[a, 1]", "[c, 3]"), List.of(few));
  }

  @Test
  void rejectedRowHasItsFileItsLineItsReasonAndItsText() {
    reading
        .file("a.csv", "at,id,n\r\n\r\n2026-01-01,a,x\r\nnever,\"b\",2\r\n\"2026-01-03,c,3\r\n")
        .file("sub/b.csv", "at,id,n\n2026-01-01,a,9223372036854775808\n,b,1\n2026-01-01,c,7\n")
        .with("path", List.of("a.csv", "sub/*.csv"))
        .gives(
            List.of("[c, 7]"),
            List.of(
                "a.csv:3 n: expected int64, found \"x\" | 2026-01-01,a,x",
                "a.csv:4 at: expected an ISO-8601 time, found \"never\" | never,\"b\",2",
                "a.csv:5 expected a closing quote, found the end of the row | \"2026-01-03,c,3",
                "sub/b.csv:2 n: expected int64, found \"9223372036854775808\" |"
                    + " 2026-01-01,a,9223372036854775808",
                "sub/b.csv:3 at: expected timestamp, found null | ,b,1"));
  }

  @Test
  void lineThatIsNoUtf8IsRejectedWithItsBytes() {
    byte[] bad = "2026-01-02,\u00e9,2".getBytes(StandardCharsets.ISO_8859_1);
    byte[] file =
        "at,id,n\n2026-01-01,\u00e9\uFFFD,1\n2026-01-02,?,2\n2026-01-03,c,3\n"
            .getBytes(StandardCharsets.UTF_8);
    int mark = new String(file, StandardCharsets.ISO_8859_1).indexOf('?');
    file[mark] = (byte) 0xE9;
    reading
        .file("a.csv", file)
        .gives(
            List.of("[\u00e9\uFFFD, 1]", "[c, 3]"),
            List.of("a.csv:3 expected text in UTF-8 | " + Base64.getEncoder().encodeToString(bad)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ISO-8859-1",
        "windows-1252",
        "UTF-16",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-32",
        "x-MacRoman"
      })
  void otherCharsetsAreReadToo(String charset) {
    reading
        .csv("charset", charset)
        .file(
            "a.csv",
            "at,id,n\n2026-01-01,\u00e9,1\r\n2026-01-02,b,2".getBytes(Charset.forName(charset)))
        .gives("[\u00e9, 1]", "[b, 2]");
  }

  @Test
  void markSaysTheByteOrderOfUtf16() {
    reading
        .csv("charset", "UTF-16")
        .file("a.csv", "\uFEFFat,id,n\n2026-01-01,\u4e2d,1\n".getBytes(StandardCharsets.UTF_16LE))
        .file("b.csv", "\uFEFFat,id,n\n2026-01-01,\u4e2d,2\n".getBytes(StandardCharsets.UTF_16BE))
        .gives("[\u4e2d, 1]", "[\u4e2d, 2]");
  }

  @Test
  void byteThatIsNoCharacterOfTheCharsetIsRejected() {
    byte[] bad = {'2', '0', '2', '6', '-', '0', '1', '-', '0', '1', ',', (byte) 0x81, ',', '1'};
    byte[] file = new byte[8 + bad.length];
    System.arraycopy("at,id,n\n".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 8);
    System.arraycopy(bad, 0, file, 8, bad.length);
    reading
        .csv("charset", "windows-1252")
        .file("a.csv", file)
        .gives(
            List.of(),
            List.of(
                "a.csv:2 expected text in windows-1252 | "
                    + Base64.getEncoder().encodeToString(bad)));
  }

  @Test
  void quotesMayHoldLineBreaksWhereTheDialectAllowsThem() {
    reading
        .csv("multiline", true)
        .csv("comment", "#")
        .file(
            "a.csv",
            """
            # it's "open
            at,id,"n"
            2026-01-01,"a
            b,""c""\r

            #d",1

            2026-01-02,"
            ",x
            2026-01-03,e"f,3
            """)
        .gives(
            List.of("[a\nb,\"c\"\r\n\n#d, 1]", "[e\"f, 3]"),
            List.of("a.csv:9 n: expected int64, found \"x\" | 2026-01-02,\"\n\",x"));
  }

  @Test
  void compressedFilesAreReadByTheirEnding() throws Exception {
    byte[] text = "at,id,n\n2026-01-01,a,1\n2026-01-02,b,x\n".getBytes(StandardCharsets.UTF_8);
    String reason = ":3 n: expected int64, found \"x\" | 2026-01-02,b,x";
    reading
        .with("path", "*.csv.*")
        .file("a.csv.gz", compressed("gz", text))
        .file("b.csv.bz2", compressed("bzip2", text))
        .file("c.csv.zst", compressed("zstd", text))
        .gives(
            List.of("[a, 1]", "[a, 1]", "[a, 1]"),
            List.of("a.csv.gz" + reason, "b.csv.bz2" + reason, "c.csv.zst" + reason));
  }

  @Test
  void membersOfAGzipFileAreOneFile() throws Exception {
    byte[] first = compressed("gz", "at,id,n\n2026-01-01,a,1\n".getBytes(StandardCharsets.UTF_8));
    byte[] second = compressed("gz", "2026-01-02,b,2\n".getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    reading.with("path", "*.gz").file("a.csv.gz", both).gives("[a, 1]", "[b, 2]");
  }

  private static byte[] compressed(String format, byte[] bytes) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressing =
        new CompressorStreamFactory().createCompressorOutputStream(format, out)) {
      compressing.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void namesOfFilesGiveFields() {
    reading
        .field("year", "int32")
        .field("kind", "string?")
        .with("path_fields", "(?<year>\\d+)(-(?<kind>\\w+))?\\.csv")
        .file("2025-x.csv", "at,id,n\n2026-01-01,a,1\n")
        .file("2026.csv", "at,id,n\n2026-01-01,b,2\n")
        .gives("[a, 1, 2025, x]", "[b, 2, 2026, null]");
  }

  @Test
  void timesMayBeInSeveralColumnsAndBefore1970() {
    reading
        .field(
            "t", Map.of("type", "timestamp", "from", List.of("date", "h"), "format", "d/M/yyyy H"))
        .field("day", Map.of("type", "date", "from", "date", "format", "d/M/yyyy"))
        .file("a.csv", "at,id,n,h,date\n0001-01-01,a,1,23,31/12/1969\n")
        .gives("[a, 1, 1969-12-31T23:00:00.000Z, 1969-12-31]");
  }

  @Test
  void columnMayHaveABlankAndAnythingElseInItsName() {
    reading
        .field("tip", Map.of("type", "double?", "from", "tip ($)"))
        .field("dotted", Map.of("type", "string?", "from", "a.b, c"))
        .file("a.csv", "at,id,n,tip ($),\"a.b, c\"\n2026-01-01,a,1,2.5,x\n")
        .gives("[a, 1, 2.5, x]");
  }

  @Test
  void rowKnowsItsFileAndItsLine() {
    reading
        .field("file", Map.of("type", "string", "from", "@file"))
        .field("line", Map.of("type", "int64", "from", "@line"))
        .file("a.csv", "at,id,n\n2026-01-01,a,1\n\n2026-01-01,b,2\n2026-01-01,c,3\n")
        .file("b.csv", "\nat,id,n\n2026-01-01,d,4\n")
        .gives("[a, 1, a.csv, 2]", "[b, 2, a.csv, 4]", "[c, 3, a.csv, 5]", "[d, 4, b.csv, 3]");
  }

  @Test
  void filesWithoutRowsGiveNone() {
    reading
        .file("a.csv", "")
        .file("b.csv", "at,id,n")
        .file("c.csv", "\n\n")
        .file("d.csv", "at,id,n\n2026-01-01,a,1")
        .gives("[a, 1]");
  }

  @Test
  void columnThatOnlySomeFilesHaveIsNullInTheOthers() {
    reading
        .file("a.csv", "at,id\n2026-01-01,a\n")
        .file("b.csv", "at,id,n\n2026-01-01,b,2\n")
        .gives("[a, null]", "[b, 2]");
  }

  @Test
  void compressedFileThatIsCutOffFailsRatherThanLosingItsRest() throws Exception {
    byte[] lines = "at,id,n\n2026-01-01,a,1\n".repeat(9).getBytes(StandardCharsets.UTF_8);
    byte[] whole = compressed("gz", lines);
    reading.with("path", "*.gz").file("a.csv.gz", Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> reading.fromStartToEnd()).hasRootCauseInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reading.runs(ReadLines.RANGE_BYTES, List.of(), List.of()))
        .hasRootCauseInstanceOf(EOFException.class);
  }
}
