package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.spec.EnvironmentException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launch finds of a history, and what it refuses to begin with. */
class HistoryFilesTest {

  @TempDir private Path folder;
  private HistoryReading reading = new HistoryReading(Path.of(""));

  @BeforeEach
  void newReading() {
    reading = new HistoryReading(folder).field("at", "timestamp").field("id", "string");
  }

  private String failure() {
    EnvironmentException failure =
        catchThrowableOfType(EnvironmentException.class, () -> reading.files());
    return String.valueOf(failure.getMessage());
  }

  @Test
  void globsMayBeSeveralAndAFileCountsOnce() {
    reading
        .file("h/b.csv", "at,id\n")
        .file("h/a.csv", "at,id\n")
        .file("h/a.txt", "at,id\n")
        .file("h/deep/c.csv", "at,id\n")
        .file("z.csv", "at,id\n")
        .with("path", List.of("z.csv", "h/*.csv", "./h/a.csv", "h/?.csv"));
    assertThat(reading.files())
        .extracting(HistoryFile::name)
        .containsExactly("h/a.csv", "h/b.csv", "z.csv");
    reading.with("path", "h/**.csv");
    assertThat(reading.files())
        .extracting(HistoryFile::name)
        .containsExactly("h/a.csv", "h/b.csv", "h/deep/c.csv");
    reading.with("path", "h/{a,b}.csv");
    assertThat(reading.files()).hasSize(2);
  }

  @Test
  void fileElsewhereIsCalledByItsWholeName() {
    reading.file("data/a.csv", "at,id\n2026-01-01,x\n");
    HistoryReading other =
        new HistoryReading(folder.resolve("definition"))
            .file("pipeline.yaml", "")
            .field("at", "timestamp")
            .field("id", "string")
            .with("path", folder + "/data/*.csv");
    assertThat(other.files()).extracting(HistoryFile::name).containsExactly(folder + "/data/a.csv");
    assertThat(other.with("path", "../data/*.csv").fromStartToEnd()).containsExactly("[x]");
  }

  @Test
  void fileMayBeNamedByWhatIsAGlobOtherwise() {
    reading.file("a[1].csv", "at,id\n2026-01-01,x\n").with("path", "a[1].csv").gives("[x]");
  }

  @Test
  void globThatMatchesNothingIsTold() {
    reading.file("a.csv", "at,id\n").with("path", List.of("*.csv", "old/*.csv"));
    assertThat(failure())
        .isEqualTo(
            "history.path: no file matches old/*.csv (looked for %s/old/*.csv)".formatted(folder));
  }

  @Test
  void columnThatIsMissingIsToldWithTheNearest() {
    reading.file("a.csv", "\nat,ids\n2026-01-01,x\n");
    assertThat(failure())
        .isEqualTo(
            "a.csv:1: no column id for the field id of the schema (did you mean ids?); the columns are at,"
                + " ids");
  }

  @Test
  void columnThatNoFileHasIsToldEvenIfItMayBeNull() {
    reading.field("note", "string?").file("a.csv", "at,id\n");
    assertThat(failure())
        .isEqualTo(
            "a.csv:1: no column note for the field note of the schema; the columns are at, id");
  }

  @Test
  void columnThatOnlySomeFilesHaveMustBeAbleToBeNull() {
    reading.file("a.csv", "at,id\n").file("b.csv", "at\n");
    assertThat(failure())
        .isEqualTo("b.csv:1: no column id for the field id of the schema; the columns are at");
  }

  @Test
  void everyColumnOfAJoinedFieldIsLookedFor() {
    reading
        .field("t", Map.of("type", "string?", "from", List.of("at", "hour")))
        .file("a.csv", "at,id\n");
    assertThat(failure()).startsWith("a.csv:1: no column hour for the field t of the schema");
  }

  @Test
  void columnThatStandsTwiceIsToldIfItIsWanted() {
    reading.file("a.csv", "at,id,x,x\n");
    assertThat(reading.files()).hasSize(1);
    reading.file("b.csv", "id,at,id\n");
    assertThat(failure())
        .isEqualTo("b.csv:1: two columns are called id; give them names with csv.columns");
  }

  @Test
  void headerThatIsNoCsvIsTold() {
    reading.file("a.csv", "at,\"id\n2026-01-01,x\n");
    assertThat(failure())
        .isEqualTo(
            "a.csv:1: the header can't be read: expected a closing quote, found the end of the row");
  }

  @Test
  void headerThatIsNoUtf8IsTold() {
    reading.file("a.csv", new byte[] {'a', 't', ',', (byte) 0xE9, '\n'});
    assertThat(failure()).isEqualTo("a.csv:1: the header can't be read: expected text in UTF-8");
  }

  @Test
  void headerMustBeginEarly() {
    reading.csv("comment", "#").file("a.csv", "# comment\n".repeat(10_000) + "at,id\n");
    assertThat(failure())
        .isEqualTo(
            "a.csv:1: the header can't be read: expected it in the first 64 KiB, found only blank"
                + " lines and comments");
  }

  @Test
  void namesOfFilesMustMatchTheirPattern() {
    reading
        .field("year", "int32?")
        .with("path_fields", "(?<year>\\d+)\\.csv")
        .file("2026.csv", "at,id\n")
        .file("old-2025.csv", "at,id\n");
    assertThat(failure())
        .isEqualTo(
            "old-2025.csv: its name does not match history.path_fields: (?<year>\\d+)\\.csv");
  }

  @Test
  void fieldOfANameIsNoColumnEvenWhereTheNameDoesNotGiveIt() {
    reading
        .field("year", "int32?")
        .with("path_fields", "(?<year>\\d+)?x?\\.csv")
        .file("x.csv", "at,id\n2026-01-01,a\n")
        .file("2026.csv", "at,id\n2026-01-01,b\n")
        .gives("[a, null]", "[b, 2026]");
  }

  @Test
  void readingFollowsFromTheDialectAndTheFile() {
    reading.file("a.csv", "\n\nat,id\n");
    assertThat(reading.files())
        .containsExactly(
            new HistoryFile(
                folder + "/a.csv",
                "a.csv",
                8,
                HistoryFile.Reading.LINES,
                List.of("at", "id"),
                3,
                Map.of()));
    reading.csv("multiline", true);
    assertThat(reading.files())
        .extracting(HistoryFile::reading)
        .containsExactly(HistoryFile.Reading.WHOLE_CSV);
  }

  @Test
  void folderIsNoFile() {
    reading.file("h/a.csv", "at,id\n").with("path", "h");
    assertThat(failure()).isEqualTo("history.path: h is a folder; its files are h/*");
  }
}
