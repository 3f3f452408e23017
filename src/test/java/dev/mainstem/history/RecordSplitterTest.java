package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.CsvSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files put together record by record, and cut into records again. */
class RecordSplitterTest {

  /** A record, and the line end behind it. */
  private record Piece(String text, String end) {}

  private static CsvSpec dialect(String charset, boolean multiline, @Nullable Character comment) {
    return new CsvSpec(',', '"', true, List.of(), List.of(), charset, multiline, false, comment);
  }

  /** Each record as {@code first line-last line@offset text}. */
  private static List<String> split(RecordSplitter splitter) throws IOException {
    List<String> records = new ArrayList<>();
    try (splitter) {
      while (splitter.next()) {
        records.add(
            "%d-%d@%d %s"
                .formatted(
                    splitter.firstLine(),
                    splitter.lastLine(),
                    splitter.startOffset(),
                    new String(splitter.bytes(), splitter.charset())));
      }
    }
    return records;
  }

  /** What must come out, from how the file was made. */
  private static List<String> expected(List<Piece> pieces, Charset charset, long start) {
    List<String> records = new ArrayList<>();
    long line = 1;
    long offset = start;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      long last = line + piece.text().split("\r\n|\r|\n", -1).length - 1;
      boolean nothing = i == pieces.size() - 1 && piece.text().isEmpty() && piece.end().isEmpty();
      if (!nothing) {
        records.add("%d-%d@%d %s".formatted(line, last, offset, piece.text()));
      }
      line = last + 1;
      offset += (piece.text() + piece.end()).getBytes(charset).length;
    }
    return records;
  }

  private static byte[] bytesOf(List<Piece> pieces, Charset charset) {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()).append(piece.end()));
    return text.toString().getBytes(charset);
  }

  @Property
  void linesComeBack(
      @ForAll("lines") List<Piece> pieces, @ForAll @IntRange(min = 1, max = 9) int most)
      throws IOException {
    byte[] bytes = bytesOf(pieces, StandardCharsets.UTF_8);
    assertThat(split(RecordSplitter.lines(FewBytes.of(bytes, most))))
        .isEqualTo(expected(pieces, StandardCharsets.UTF_8, 0));
  }

  @Property
  void recordsWithQuotedLineBreaksComeBackInAnyCharset(
      @ForAll("records") List<Piece> pieces,
      @ForAll("charsets") String charset,
      @ForAll @IntRange(min = 1, max = 9) int most)
      throws IOException {
    byte[] bytes = bytesOf(pieces, Charset.forName(charset));
    assertThat(split(RecordSplitter.csv(FewBytes.of(bytes, most), dialect(charset, true, null))))
        .isEqualTo(expected(pieces, Charset.forName(charset), 0));
  }

  @Provide
  Arbitrary<String> charsets() {
    return Arbitraries.of("UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "GB18030");
  }

  @Provide
  Arbitrary<List<Piece>> lines() {
    return pieces(texts("a", "é", "\"", ",", "\u2028", "\u0085", "\f"));
  }

  @Provide
  Arbitrary<List<Piece>> records() {
    Arbitrary<String> quoted =
        texts("a", "中", ",", "\"\"", "\n", "\r\n", "\r", "\u0d0a", "\u2c22")
            .map(text -> '"' + text + '"');
    Arbitrary<String> plain = texts("a", "中", "\u0a0d", "😀");
    Arbitrary<String> bare = texts("a", "\"").map(text -> "x" + text);
    return pieces(
        Arbitraries.oneOf(quoted, plain, bare)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(cells -> String.join(",", cells)));
  }

  private static Arbitrary<String> texts(String... pieces) {
    return Arbitraries.of(pieces).list().ofMaxSize(5).map(list -> String.join("", list));
  }

  /** Records with line ends; the last may have none, and no two line ends run into one. */
  private static Arbitrary<List<Piece>> pieces(Arbitrary<String> texts) {
    return Combinators.combine(
            Combinators.combine(texts, Arbitraries.of("\n", "\r\n", "\r"))
                .as(Piece::new)
                .list()
                .ofMaxSize(8),
            texts)
        .as(
            (pieces, last) -> {
              List<Piece> all = new ArrayList<>(pieces);
              all.add(new Piece(last, ""));
              return all;
            })
        .filter(RecordSplitterTest::isUnambiguous);
  }

  private static boolean isUnambiguous(List<Piece> pieces) {
    for (int i = 1; i < pieces.size(); i++) {
      boolean before = pieces.get(i - 1).end().equals("\r");
      if (before && (pieces.get(i).text() + pieces.get(i).end()).startsWith("\n")) {
        return false;
      }
    }
    return true;
  }

  @Test
  void fileOfNothingHasNoRecord() throws IOException {
    assertThat(split(RecordSplitter.lines(FewBytes.of(new byte[0], 1)))).isEmpty();
    assertThat(split(RecordSplitter.lines(FewBytes.of(new byte[] {'\n'}, 1))))
        .containsExactly("1-1@0 ");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, 3", "UTF-16LE, 2", "UTF-16BE, 2", "UTF-32LE, 4", "UTF-32BE, 4"})
  void byteOrderMarkIsPassedOver(String charset, int length) throws IOException {
    byte[] bytes = "\uFEFFa\nb".getBytes(Charset.forName(charset));
    String second = "2-2@" + (length + 2 * "a".getBytes(Charset.forName(charset)).length) + " b";
    assertThat(split(RecordSplitter.csv(FewBytes.of(bytes, 1), dialect(charset, true, null))))
        .containsExactly("1-1@" + length + " a", second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-32"})
  void byteOrderIsThatOfTheMarkOrBigEndian(String charset) throws IOException {
    for (String order : List.of("LE", "BE")) {
      byte[] bytes = "\uFEFF中\n".getBytes(Charset.forName(charset + order));
      assertThat(split(RecordSplitter.csv(FewBytes.of(bytes, 3), dialect(charset, true, null))))
          .singleElement()
          .asString()
          .endsWith(" 中");
    }
    byte[] bytes = "中".getBytes(Charset.forName(charset + "BE"));
    assertThat(split(RecordSplitter.csv(FewBytes.of(bytes, 3), dialect(charset, true, null))))
        .containsExactly("1-1@0 中");
  }

  @Test
  void halfAUnitAtTheEndBelongsToTheRecord() throws IOException {
    byte[] bytes = {0, 'a', 0, '\n', 0, 'b', 0};
    try (RecordSplitter records =
        RecordSplitter.csv(FewBytes.of(bytes, 2), dialect("UTF-16BE", true, null))) {
      assertThat(records.next()).isTrue();
      assertThat(records.bytes()).containsExactly(0, 'a');
      assertThat(records.next()).isTrue();
      assertThat(records.bytes()).containsExactly(0, 'b', 0);
      assertThat(records.next()).isFalse();
    }
  }

  @Test
  void lineBreaksInQuotesEndRecordsWhereTheDialectHasNone() throws IOException {
    byte[] bytes = "\"a\nb\",c\n".getBytes(StandardCharsets.UTF_8);
    assertThat(split(RecordSplitter.csv(FewBytes.of(bytes, 9), dialect("UTF-8", false, null))))
        .containsExactly("1-1@0 \"a", "2-2@3 b\",c");
  }

  @Test
  void quotesOfCommentsAreNoQuotes() throws IOException {
    byte[] bytes = "#\"a\n\"#\nb\"\n# c\n".getBytes(StandardCharsets.UTF_8);
    try (RecordSplitter records =
        RecordSplitter.csv(FewBytes.of(bytes, 9), dialect("UTF-8", true, '#'))) {
      List<Boolean> skipped = new ArrayList<>();
      while (records.next()) {
        skipped.add(records.isBlankOrComment());
      }
      assertThat(skipped).containsExactly(true, false, true);
    }
  }

  @Test
  void recordsLongerThanTheWindowComeBack() throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (int length : new int[] {65_535, 65_536, 65_537, 1, 200_000, 65_534, 0, 400_000}) {
      pieces.add(new Piece('"' + "x\n".repeat(length / 2) + '"', "\r\n"));
    }
    pieces.add(new Piece("", ""));
    byte[] bytes = bytesOf(pieces, StandardCharsets.UTF_8);
    for (int most : new int[] {1_000, 65_536, Integer.MAX_VALUE}) {
      assertThat(split(RecordSplitter.csv(FewBytes.of(bytes, most), dialect("UTF-8", true, null))))
          .isEqualTo(expected(pieces, StandardCharsets.UTF_8, 0));
    }
  }

  @Test
  void quoteThatIsNeverClosedDoesNotTakeTheWholeFile() throws IOException {
    int records = 0;
    long covered = 0;
    byte[] odd = ("a,\"" + "x\n".repeat(10_000_000)).getBytes(StandardCharsets.UTF_8);
    try (RecordSplitter splitter =
        RecordSplitter.csv(FewBytes.of(odd, 1 << 16), dialect("UTF-8", true, null))) {
      while (splitter.next()) {
        records++;
        covered += splitter.bytes().length + 1;
        assertThat(splitter.bytes().length).isLessThan((16 << 20) + 100);
      }
    }
    assertThat(records).isGreaterThan(1);
    assertThat(covered).isEqualTo(odd.length);
  }
}
