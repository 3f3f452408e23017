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
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Charsets, byte-order marks and compressed files, read in every way. */
class ReadBytesTest {

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
  void byteOrderMarkIsDropped() {
    reading.file("a.csv", "\uFEFFat,id,n\n2026-01-01,a,1\n").gives("[a, 1]");
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
  void compressedFileThatIsCutOffFailsRatherThanLosingItsRest() throws Exception {
    byte[] lines = "at,id,n\n2026-01-01,a,1\n".repeat(9).getBytes(StandardCharsets.UTF_8);
    byte[] whole = compressed("gz", lines);
    reading.with("path", "*.gz").file("a.csv.gz", Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> reading.fromStartToEnd()).hasRootCauseInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reading.runs(ReadLines.RANGE_BYTES, List.of(), List.of()))
        .hasRootCauseInstanceOf(EOFException.class);
  }
}
