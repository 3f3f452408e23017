package dev.mainstem.sinks;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;

/** {@code WriteToCsv}: CSV with a header, in {@code path-00000.csv} and so on. */
record WriteToCsv(
    String step,
    String input,
    RowType rows,
    FileTarget target,
    FilePacking packing,
    char delimiter,
    String nullValue)
    implements Sink {

  static final String EXTENSION = ".csv";

  /** What numbers and times consist of, and the quote. */
  private static final String IN_CELLS = "+-.:\"";

  static Optional<WriteToCsv> read(SinkContext context) {
    Section config = context.config();
    Optional<FileTarget> target = context.files(EXTENSION);
    FilePacking packing = FilePacking.read(config);
    char delimiter = config.get("delimiter").flatMap(WriteToCsv::readDelimiter).orElse(',');
    String nullValue = config.get("null_value").flatMap(v -> v.text("a text")).orElse("");
    return target.map(
        files ->
            new WriteToCsv(
                context.step(),
                context.spec().input(),
                context.input(),
                files,
                packing,
                delimiter,
                nullValue));
  }

  private static Optional<Character> readDelimiter(Value value) {
    Optional<Character> delimiter = CsvSpec.readChar(value);
    if (delimiter.isPresent() && isInCells(delimiter.get())) {
      value.expected("an ASCII character that no number and no time has, and no quote");
      return Optional.empty();
    }
    return delimiter;
  }

  private static boolean isInCells(char c) {
    return c > 127 || Character.isLetterOrDigit(c) || IN_CELLS.indexOf(c) >= 0;
  }

  @Override
  public Optional<FileTarget> files() {
    return Optional.of(target);
  }

  @Override
  public Optional<Character> separator() {
    return Optional.of(delimiter);
  }

  @Override
  public void write(RowStream stream, Commit commit, String embedded, RejectedRecords rejected) {
    WriteFiles.write(stream, step, target, packing, lines(), commit);
  }

  @Override
  public PTransform<PCollection<Row>, PDone> writing(
      Commit commit, String embedded, RejectedRecords rejected) {
    return new WriteFiles<>(step, target, packing, lines(), commit);
  }

  private CsvLines lines() {
    return new CsvLines(Rows.schemaOf(rows), delimiter, nullValue);
  }
}
