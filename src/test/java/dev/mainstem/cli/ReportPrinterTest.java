package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.Tables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of what a run prints, of runs small enough to count by hand. */
final class ReportPrinterTest {

  private static final String RIDES =
      """
      name: rides
      stream:
        schema: {id: int64, zone: string, at: timestamp, fare: double}
        event_time: at
      history: {path: "rides-*.csv"}
      cutover: {at: 2026-01-02T00:00:00Z, dedupe: {by: [id]}}
      windowing: {type: fixed, size: 1h}
      transforms:
        - type: Filter
          config: {keep: "fare > 0"}
        - name: by_zone
          type: Combine
          config: {group_by: [zone], combine: {rides: {fn: count}, fares: {fn: sum, value: fare}}}
      sinks:
        - {type: WriteToJson, input: by_zone, config: {path: out/by_zone}}
        - {type: WriteToJson, input: Filter, config: {path: out/kept}}
      """;

  @TempDir private Path folder;

  @Test
  void aRunTellsWhatItReadLeftOutWroteAndRejected() {
    Runs.write(
        folder,
        "rides-1.csv",
        """
        id,zone,at,fare
        1,A,2026-01-01T10:05:00Z,2.5
        1,A,2026-01-01T10:05:00Z,2.5
        2,A,2026-01-01T10:45:00Z,4
        3,A,2026-01-01T10:50:00Z,0
        4,A,2026-01-01T10:55:00Z,n/a
        """);
    Runs.write(folder, "rides-2.csv", "zone,fare,id,at\nA,7,5,2026-01-02T00:00:00Z\n");
    String out = folder.resolve("out").toString();
    assertThat(printed(Runs.onDirect(folder, RIDES)))
        .containsSubsequence(
            "rides: done after # s on the DirectRunner",
            "",
            "  history   5 rows in 2 files, %s/rides-1.csv to rides-2.csv".formatted(folder),
            "  cut-over  at 2026-01-02T00:00:00Z: what was before it counts from history, the rest"
                + " from live",
            "            left to the other side: 1 row of history, 0 rows of live",
            "  copies    1 row taken out, found by id",
            "  late      none",
            "  steps     Filter: 1 row left out",
            "",
            "  by_zone   1 row in %s/by_zone-00000.jsonl".formatted(out),
            "    window_start          zone  rides  fares  window_end",
            "    2026-01-01T10:00:00Z  A         2  6.500  2026-01-01T11:00:00Z",
            "",
            "  Filter    2 rows in %s/kept-00000.jsonl".formatted(out),
            "    id  zone  at                     fare",
            "",
            "  rejected  1 record in %s/rejected-00000.jsonl".formatted(out),
            "    1  history  fare: expected double  found \"n/a\" in rides-1.csv:6");
  }

  @Test
  void ofFilesThatAreNoTextTheNumberOfRowsIsTold() {
    Runs.write(folder, "a.csv", "n,t\n1,2026-01-01\n2,2026-01-01\n");
    String yaml =
        """
        name: columns
        stream: {schema: {n: int64, t: timestamp}, event_time: t}
        history: {path: a.csv}
        sinks: [{type: WriteToParquet, config: {path: out/rows}}]
        """;
    assertThat(printed(Runs.onDirect(folder, yaml)))
        .containsSubsequence(
            "  stream    2 rows in %s/out/rows-00000.parquet".formatted(folder),
            "",
            "  rejected  none");
  }

  @Test
  void arraysAreShownAndRowsThatMadeNoneAreTold() {
    Runs.write(folder, "a.csv", "t,tags\n2026-01-01,\"[1,2]\"\n2026-01-01,[]\n");
    String yaml =
        """
        name: arrays
        stream: {schema: {t: timestamp, tags: array<int64>}, event_time: t}
        history: {path: a.csv}
        transforms: [{type: Explode, config: {fields: tags}}]
        sinks: [{type: WriteToJson, input: stream, config: {path: out/rows}}]
        """;
    assertThat(printed(Runs.onDirect(folder, yaml)))
        .contains("  steps     Explode: 1 row without a value to make a row of")
        .anyMatch(line -> line.endsWith("  [1,2]"));
  }

  @Test
  void aRunWithoutResultsSaysSo() {
    Runs.write(folder, "rides-1.csv", "id,zone,at,fare\n1,A,2026-01-01T10:05:00Z,0\n");
    assertThat(printed(Runs.onDirect(folder, RIDES)))
        .contains(
            "  history   1 row in %s/rides-1.csv".formatted(folder),
            "  copies    0 rows taken out, found by id",
            "  by_zone   no rows",
            "  rejected  none");
  }

  @Test
  void rowsInTablesAndInCsvAreTold() {
    Runs.write(folder, "rides-1.csv", "id,zone,at,fare\n1,A,2026-01-01T10:05:00Z,2.5\n");
    String sinks =
        """
        sinks:
          - {type: WriteToCsv, input: Filter, config: {path: out/kept}}
          - {type: WriteToJdbc, config: {url: "%s", table: zones, create_table: true}}
        """
            .formatted(Tables.h2());
    String yaml = RIDES.substring(0, RIDES.indexOf("sinks:")) + sinks;
    assertThat(printed(Runs.onDirect(folder, yaml)))
        .containsSubsequence(
            "  Filter    1 row in %s/kept-00000.csv".formatted(folder.resolve("out")),
            "    id,zone,at,fare",
            "    1,A,2026-01-01T10:05:00Z,2.5",
            "  by_zone   1 row written to table zones");
  }

  /** The lines, and a number sign for the seconds, which are never the same. */
  private static List<String> printed(RunReport report) {
    StringWriter text = new StringWriter();
    new ReportPrinter(report, new PrintWriter(text)).print();
    return text.toString().replaceFirst("after [0-9.]+ s", "after # s").lines().toList();
  }
}
