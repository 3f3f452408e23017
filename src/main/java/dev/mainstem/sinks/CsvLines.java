package dev.mainstem.sinks;

import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.RowCsv;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Rows as CSV, under a header. */
final class CsvLines implements FileFormat<Row> {

  private static final long serialVersionUID = 1L;

  private static final int FLUSH_BYTES = 1 << 16;

  private final Schema schema;
  private final char delimiter;
  private final String nullValue;

  CsvLines(Schema schema, char delimiter, String nullValue) {
    this.schema = schema;
    this.delimiter = delimiter;
    this.nullValue = nullValue;
  }

  @Override
  public PartJoin joining() {
    return PartJoin.ofBytes(rows().header().length);
  }

  @Override
  public Writer<Row> open(OutputStream out) {
    RowCsv rows = rows();
    JsonBuffer lines = new JsonBuffer(2 * FLUSH_BYTES);
    lines.raw(rows.header());
    return new RowWriter(rows, lines, out);
  }

  private RowCsv rows() {
    return new RowCsv(schema, delimiter, nullValue);
  }

  private record RowWriter(RowCsv rows, JsonBuffer lines, OutputStream out) implements Writer<Row> {

    @Override
    public void write(Row row) throws IOException {
      rows.write(row, lines);
      if (lines.length() >= FLUSH_BYTES) {
        lines.moveTo(out);
      }
    }

    @Override
    public void close() throws IOException {
      lines.moveTo(out);
      out.close();
    }
  }
}
