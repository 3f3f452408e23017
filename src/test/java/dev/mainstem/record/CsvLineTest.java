package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.mainstem.spec.CsvSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One record of CSV, against FastCSV. */
class CsvLineTest {

  private static List<String> split(CsvSpec dialect, String record) throws BadValue {
    Cells cells = new Cells();
    new CsvLine(dialect).split("a much longer record before it, with, many, cells", cells);
    new CsvLine(dialect).split(record, cells);
    return cells.strings();
  }

  private static CsvSpec dialect(char delimiter, char quote) {
    return new CsvSpec(delimiter, quote, true, List.of(), List.of(), "UTF-8", true, false, null);
  }

  @Property(tries = 5_000)
  void cellsAreThoseOfFastCsv(@ForAll("records") String record) throws BadValue {
    assertThat(split(CsvSpec.RFC_4180, record)).isEqualTo(fastCsv(',', '"', record));
  }

  @Property
  void bytesAreTakenApartAsTheirTextIs(@ForAll("records") String record) throws BadValue {
    String ascii = record.replace("é", "e").replace("😀", "!");
    byte[] bytes = ("before" + ascii + "behind").getBytes(StandardCharsets.US_ASCII);
    Cells cells = new Cells();
    new CsvLine(CsvSpec.RFC_4180).split(bytes, 6, 6 + ascii.length(), cells);
    assertThat(cells.strings()).isEqualTo(fastCsv(',', '"', ascii));
  }

  @Property
  void cellsOfAnotherDialectAreThoseOfFastCsv(@ForAll("records") String record) throws BadValue {
    String other = record.replace(',', ';').replace('"', '\'');
    assertThat(split(dialect(';', '\''), other)).isEqualTo(fastCsv(';', '\'', other));
  }

  private static List<String> fastCsv(char delimiter, char quote, String record) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .quoteCharacter(quote)
        .skipEmptyLines(false)
        .ofCsvRecord(record)
        .stream()
        .findFirst()
        .orElseThrow()
        .getFields();
  }

  @Property
  void cellsThatWereQuotedComeBack(@ForAll("texts") List<String> texts) throws BadValue {
    String record =
        texts.stream()
            .map(text -> '"' + text.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","));
    assertThat(split(CsvSpec.RFC_4180, record)).isEqualTo(texts);
  }

  /** Records of cells that are quoted, or hold neither a delimiter nor a line break. */
  @Provide
  Arbitrary<String> records() {
    Arbitrary<String> quoted =
        pieces("a", "é", "😀", " ", ",", "\"\"", "\n", "\r\n").map(text -> '"' + text + '"');
    Arbitrary<String> plain = pieces("a", "é", "😀", " ", "\t", ";");
    Arbitrary<String> bare = pieces("a", "\"", " ").map(text -> "x" + text);
    return Arbitraries.oneOf(quoted, plain, bare)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(cells -> String.join(",", cells))
        .filter(record -> !record.isEmpty());
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces).list().ofMaxSize(6).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings().list().ofMinSize(1).ofMaxSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          a,b         ¦ a¦b
          ,           ¦ ~~¦~~
          a,          ¦ a¦~~
          "a""b","c"  ¦ a"b¦c
          a"b,c       ¦ a"b¦c
          ~ "a",b~    ¦ ~ "a"~¦b
          "",""       ¦ ~~¦~~
          "a,b","\u00a0" ¦ a,b¦\u00a0
          """)
  void cellThatBeginsWithAQuoteEndsWithOne(String record, String first, String second)
      throws BadValue {
    assertThat(split(CsvSpec.RFC_4180, record)).containsExactly(first, second);
  }

  @Test
  void recordLongerThanTheBufferIsTakenApart() throws BadValue {
    String cell = "x".repeat(10_000);
    String record = (cell + ",").repeat(99) + '"' + cell + '"';
    assertThat(split(CsvSpec.RFC_4180, record)).hasSize(100).containsOnly(cell);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          "a           ¦ expected a closing quote, found the end of the row
          a,"          ¦ expected a closing quote, found the end of the row
          a,"b""       ¦ expected a closing quote, found the end of the row
          "a"b,c       ¦ expected a delimiter after a closing quote, found "b,c"
          ~"a" ,b~     ¦ ~expected a delimiter after a closing quote, found " ,b"~
          """)
  void quoteThatIsNotClosedIsABadRecord(String record, String reason) {
    BadValue bad = catchThrowableOfType(BadValue.class, () -> split(CsvSpec.RFC_4180, record));
    assertThat(bad).hasMessage(reason);
  }
}
