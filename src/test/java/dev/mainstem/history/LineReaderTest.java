package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.io.BoundedSource.BoundedReader;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.TextSource;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of files, beside those that TextIO's own reader finds. */
class LineReaderTest {

  /** A mark is passed over by its range alone: no range ends within it. */
  private static final int MARK_BYTES = 3;

  @TempDir private Path folder;

  @Property(tries = 2_000)
  void eachRangeHasTheLinesThatTextIoFindsInIt(
      @ForAll("files") byte[] bytes, @ForAll @IntRange(min = MARK_BYTES + 1, max = 40) int length)
      throws IOException {
    Path file = Files.createTempFile("lines", ".csv");
    try {
      Files.write(file, bytes);
      MatchResult.Metadata metadata = FileSystems.matchSingleFileSpec(file.toString());
      for (long from = 0; from < metadata.sizeBytes(); from += length) {
        FileRange range = new FileRange(file.toString(), from, from + length);
        assertThat(lines(metadata, range)).isEqualTo(linesOfTextIo(metadata, range));
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Pieces of Latin-1, of which those beyond ASCII are no UTF-8 or, as two of a kind, are. */
  @Provide
  Arbitrary<byte[]> files() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\n", "\r\n", "\r", "a", ",b", "c;d 12.5", "Ã©", "\u00FF", "0123456789abcdef");
    Arbitrary<String> mark = Arbitraries.of("", "ï»¿");
    return mark.flatMap(
        m ->
            pieces
                .list()
                .ofMaxSize(60)
                .map(list -> (m + String.join("", list)).getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static List<String> linesOfTextIo(MatchResult.Metadata file, FileRange range)
      throws IOException {
    List<String> lines = new ArrayList<>();
    TextSource source = new TextSource(file, range.from(), range.to(), null);
    try (BoundedReader<String> reader = source.createReader(PipelineOptionsFactory.create())) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        lines.add(reader.getCurrent());
      }
    }
    return lines;
  }

  private static List<String> lines(MatchResult.Metadata file, FileRange range) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = LineSource.open(file, range)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        lines.add(reader.getCurrent());
        boolean ascii = reader.getCurrent().chars().allMatch(c -> c < 128);
        assertThat(reader.line().isAscii()).isEqualTo(ascii);
      }
    }
    return lines;
  }

  private List<String> lines(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return lines(
        FileSystems.matchSingleFileSpec(file.toString()),
        new FileRange(file.toString(), 0, bytes.length));
  }

  @Test
  void aLineLongerThanWhatIsReadAtATimeIsWhole() throws IOException {
    String line = "0123456789".repeat(50_000);
    String text = "a\n" + line + "\r\n" + line;
    assertThat(lines("long.csv", text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly("a", line, line);
  }

  /** So that each kind of line end comes to lie on the border of what is read at a time. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lineEndsOnTheBorderOfTwoReadsAreOneEach(String end) throws IOException {
    for (int before = (1 << 16) - 3; before <= 1 << 16; before++) {
      String first = "x".repeat(before);
      byte[] bytes = (first + end + "b" + end).getBytes(StandardCharsets.UTF_8);
      assertThat(lines("border.csv", bytes)).containsExactly(first, "b");
    }
  }

  @Test
  void aLineIsNoAsciiWhereverItsOneOtherCharacterIs() throws IOException {
    int border = 1 << 16;
    for (int before : new int[] {0, 7, 8, border - 4, border - 2, border - 1, border, border + 9}) {
      String line = "x".repeat(before) + "é" + "y".repeat(border);
      byte[] bytes = ("a\n" + line + "\nb\n").getBytes(StandardCharsets.UTF_8);
      assertThat(lines("other.csv", bytes)).containsExactly("a", line, "b");
    }
  }

  @Test
  void aCompressedFileHasAllOfItsLinesHoweverShortItIs() throws IOException {
    byte[] text = "a long line, \n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    assertThat(lines("a.csv.gz", HistoryReading.gzip(text)))
        .hasSize(1_000)
        .containsOnly("a long line, ");
  }
}
