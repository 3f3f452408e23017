package dev.mainstem.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
}
