package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.EnvironmentException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest event time of histories of every form. */
class HistoryEndTest {

  @TempDir private Path folder;
  private HistoryReading reading = new HistoryReading(Path.of(""));

  @BeforeEach
  void newReading() {
    reading = new HistoryReading(folder).field("at", "timestamp").field("n", "int32");
  }

  @Test
  void isTheNewestOfAllRowsOfAllFilesInWhateverOrder() {
    reading
        .file("a.csv", "at,n\n2026-01-01T10:00:00Z,1\n2026-01-01T10:00:07.125Z,2\n")
        .file("b.csv", "n,at\n3,2026-01-01T10:00:07.124Z\n4,2025-12-31\n");
    endsAt("2026-01-01T10:00:07.125Z");
  }

  @Test
  void ofARowThatIsRejectedNothingCounts() {
    reading.file(
        "a.csv",
        """
        at,n
        2026-01-01T10:00:00Z,1
        2026-01-02T00:00:00Z,much
        2026-01-03T00:00:00Z
        2026-01-04T00:00:00Z,
        """);
    endsAt("2026-01-01T10:00:00Z");
  }

  @Test
  void timesBefore1970AreTimesToo() {
    reading.file("a.csv", "at,n\n1969-07-20T20:17:40Z,1\n1969-07-16T13:32:00Z,2\n");
    endsAt("1969-07-20T20:17:40Z");
  }

  @Test
  void compressedFilesAreReadAsWhatTheyHold() {
    byte[] text = "at,n\n2026-01-01T10:00:00Z,1\n".getBytes(StandardCharsets.UTF_8);
    reading.with("path", "*.gz").file("a.csv.gz", HistoryReading.gzip(text));
    endsAt("2026-01-01T10:00:00Z");
  }

  @Test
  void lineBreaksInQuotesCutNoRow() {
    reading
        .field("note", "string")
        .csv("multiline", true)
        .file("a.csv", "at,n,note\n2026-01-01,1,\"a\n2027-01-01,2,b\"\n2026-01-02,3,c\n");
    endsAt("2026-01-02T00:00:00Z");
  }

  @Test
  void theTimeMayStandInTheNameOfTheFile() {
    reading
        .with("path_fields", "(?<at>\\d{4}-\\d\\d-\\d\\d)\\.csv")
        .file("2026-01-31.csv", "n\n1\n")
        .file("2026-02-28.csv", "n\nmuch\n");
    endsAt("2026-01-31T00:00:00Z");
  }

  @Test
  void jsonMayBeLinesOrAnArray() {
    reading
        .with("path", "*.json")
        .with("format", "json")
        .file("a.json", "{\"at\":\"2026-01-01\",\"n\":1}\n{\"at\":\"2027-01-01\"}\n")
        .file("b.json", "[{\"at\":\"2026-01-02\",\"n\":1},{\"at\":\"2028-01-01\",\"n\":\"x\"}]");
    endsAt("2026-01-02T00:00:00Z");
  }

  @Test
  void aRowThatBreaksThePromisedOrderIsNeverTheNewest() {
    reading
        .with("order", "event_time")
        .file("a.csv", "at,n\n2026-01-01T10:00:00Z,1\n2026-01-01T09:00:00Z,2\n");
    endsAt("2026-01-01T10:00:00Z");
  }

  @Test
  void aHistoryWithoutAValidRowHasNoEnd() {
    reading.file("a.csv", "at,n\n2026-01-01,much\n").file("b.csv", "at,n\n");
    assertThatThrownBy(this::end)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("cutover.at: history_end: the history has no valid row");
  }

  @Test
  void aFileThatIsCutOffCantBeRead() {
    byte[] zipped =
        HistoryReading.gzip("at,n\n2026-01-01,1\n".repeat(9).getBytes(StandardCharsets.UTF_8));
    reading
        .with("path", "*.gz")
        .csv("header", false)
        .csv("columns", List.of("at", "n"))
        .file("a.csv.gz", Arrays.copyOf(zipped, zipped.length - 9));
    assertThatThrownBy(this::end)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("a.csv.gz: can't be read: ");
  }

  private void endsAt(String instant) {
    assertThat(end()).isEqualTo(Instant.parse(instant));
  }

  private Instant end() {
    return HistoryEnd.find(reading.definition(), reading.files());
  }
}
