package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that write CSV. */
@Timeout(180)
class WriteToCsvTest {

  private static final int FILES = 3;
  private static final int ROWS = 40;

  private static final String SCHEMA =
      "{n: int64, name: \"string?\", share: double, price: decimal, day: date, at: timestamp}";

  /** What would end a cell, a row or a file for a reader that takes it at its word. */
  private static final List<String> NAMES =
      List.of("plain", "a,b", "say \"no\"", "semi;colon", "two\nlines", " blanks ", "NULL", "ä🚲");

  @TempDir Path folder;

  @BeforeEach
  void history() {
    for (int file = 0; file < FILES; file++) {
      Runs.write(folder, "history/" + file + ".jsonl", rows(file).collect(Collectors.joining()));
    }
  }

  private static Stream<String> rows(int file) {
    return IntStream.range(file * ROWS, (file + 1) * ROWS)
        .mapToObj(
            n ->
                "{\"n\":%d,\"name\":%s,\"share\":%s,\"price\":%s,\"day\":\"2026-01-31\",\"at\":\"%s\"}\n"
                    .formatted(n, name(n), n / 7.0, n + ".50", "2026-01-01T10:00:00.001Z"));
  }

  private static String name(int n) {
    int i = n % (NAMES.size() + 1);
    return i == NAMES.size()
        ? "null"
        : '"' + NAMES.get(i).replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  @Test
  void whatItWritesTheHistoryReadsBackAsItWas() {
    Runs.onFlink(
        folder,
        definition(
            "history: {path: history/*, format: json}",
            "{type: WriteToCsv, config: {path: out/rows, null_value: \"-\"}}",
            "{type: WriteToJson, config: {path: out/first}}"));
    Runs.onFlink(
        folder,
        definition(
            "history: {path: out/rows-*.csv, csv: {multiline: true, null_values: [\"-\"]}}",
            "{type: WriteToJson, config: {path: again/second}}"));
    assertThat(Runs.lines(folder, "again/second"))
        .hasSize(FILES * ROWS)
        .containsExactlyInAnyOrderElementsOf(Runs.lines(folder, "out/first"));
  }

  @Test
  void eachFileHasOneHeaderHoweverManyBundlesItIsMadeOf() {
    Runs.onDirect(
        folder,
        definition(
            "history: {path: history/*, format: json}",
            "{type: WriteToCsv, config: {path: out/rows, delimiter: \";\", shards: 2}}"));
    List<String> numbers = new ArrayList<>();
    for (String file : List.of("out/rows-00000.csv", "out/rows-00001.csv")) {
      List<CsvRecord> records = secondOpinion(folder.resolve(file));
      assertThat(records.get(0).getFields())
          .containsExactly("n", "name", "share", "price", "day", "at");
      records.stream().skip(1).map(record -> record.getField(0)).forEach(numbers::add);
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, FILES * ROWS).mapToObj(String::valueOf).toList());
  }

  @Test
  void aSinkOfAnotherFormatMayHaveTheSamePath() {
    Runs.onDirect(
        folder,
        definition(
            "history: {path: history/*, format: json}",
            "{type: WriteToCsv, config: {path: out/rows}}",
            "{type: WriteToJson, config: {path: out/rows}}"));
    assertThat(folder.resolve("out/rows-00000.csv")).exists();
    assertThat(folder.resolve("out/rows-00000.jsonl")).exists();
    assertThat(folder.resolve("out/.mainstem")).isDirectoryContaining("glob:**/rows.csv.manifest");
  }

  @Test
  void theRowsOfWindowsAreTheSameWhicheverSideTheyCameFrom() {
    String steps =
        """
        windowing: {type: fixed, size: 1h}
        transforms: [{type: Combine, config: {group_by: [name], combine: {rows: count}}}]
        """;
    String sink = "{type: WriteToCsv, config: {path: out/groups}}";
    Runs.onFlink(folder, steps + definition("history: {path: history/*, format: json}", sink));
    List<CsvRecord> ofHistory = secondOpinion(folder.resolve("out/groups-00000.csv"));
    Runs.onFlink(
        folder,
        steps
            + definition(
                "live: {topic: t, bootstrap_servers: embedded, sample: history/*, stop: end}",
                sink));
    assertThat(fields(secondOpinion(folder.resolve("out/groups-00000.csv"))))
        .containsExactlyInAnyOrderElementsOf(fields(ofHistory))
        .contains(List.of("a,b", "14", "2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z"));
  }

  @Test
  void aDelimiterThatNumbersAndTimesHaveIsRefused() {
    assertThatThrownBy(
            () ->
                Runs.onDirect(
                    folder,
                    definition(
                        "history: {path: history/*, format: json}",
                        "{type: WriteToCsv, config: {path: out/rows, delimiter: \":\", nul: x}}")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(
            "sinks[0].config.delimiter: expected an ASCII character that no number and no time"
                + " has, and no quote, found \":\"")
        .hasMessageContaining("sinks[0].config.nul: no such key");
  }

  private static String definition(String side, String... sinks) {
    return """
    name: csv
    stream: {schema: %s, event_time: at}
    %s
    sinks: [%s]
    """
        .formatted(SCHEMA, side, String.join(", ", sinks));
  }

  private static List<List<String>> fields(List<CsvRecord> records) {
    return records.stream().map(CsvRecord::getFields).toList();
  }

  private static List<CsvRecord> secondOpinion(Path file) {
    char delimiter = first(file).contains(";") ? ';' : ',';
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(file)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Path file) {
    try {
      return Files.readAllLines(file).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
