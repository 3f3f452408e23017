package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.values.Row;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A line of CSV as a row, beside its split and what java.lang and java.time make of the cells. */
@State(Scope.Thread)
public class CsvLineToRow implements JsonRecords.Receiver {

  private static final String DEFINITION =
      """
      name: kernel
      stream: {schema: {id: int64, device: string, at: timestamp, x: double, y: double}, event_time: at}
      history: {path: rows.csv}
      sinks: [{type: WriteToConsole}]
      """;

  private final LineParser parser = parser();
  private String line = "4711,d000815,2026-01-01T00:04:42.123Z,21.074,70.18";
  private Row last;

  private static LineParser parser() {
    Definition definition =
        DefinitionReader.parse(DEFINITION, Path.of("/"), Variables.of(Map.of()));
    HistoryFile file =
        new HistoryFile(
            "/rows.csv",
            "rows.csv",
            0,
            HistoryFile.Reading.LINES,
            List.of("id", "device", "at", "x", "y"),
            1,
            Map.of());
    return LineParser.of(definition.stream(), Objects.requireNonNull(definition.history()), file);
  }

  @Benchmark
  public Object kernel() throws BadValue {
    parser.parse(line, metadata -> null, this);
    return last;
  }

  @Benchmark
  public Object reference() {
    String[] cells = line.split(",", -1);
    return new Object[] {
      Long.parseLong(cells[0]),
      cells[1],
      java.time.Instant.parse(cells[2]),
      Double.parseDouble(cells[3]),
      Double.parseDouble(cells[4])
    };
  }

  @Override
  public void row(Row row) {
    last = row;
  }

  @Override
  public void bad(BadValue why, int element, String raw) {
    throw new IllegalStateException(why);
  }
}
