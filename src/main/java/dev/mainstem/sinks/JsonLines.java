package dev.mainstem.sinks;

import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.RowJson;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Rows as JSON lines. */
final class JsonLines implements FileFormat<Row> {

  private static final long serialVersionUID = 1L;

  private static final int FLUSH_BYTES = 1 << 16;

  private final Schema schema;

  JsonLines(Schema schema) {
    this.schema = schema;
  }

  @Override
  public Writer<Row> open(OutputStream out) {
    return new RowWriter(new RowJson(schema), new JsonBuffer(2 * FLUSH_BYTES), out);
  }

  private record RowWriter(RowJson rows, JsonBuffer json, OutputStream out) implements Writer<Row> {

    @Override
    public void write(Row row) throws IOException {
      rows.write(row, json);
      json.raw('\n');
      if (json.length() >= FLUSH_BYTES) {
        json.moveTo(out);
      }
    }

    @Override
    public void close() throws IOException {
      json.moveTo(out);
      out.close();
    }
  }
}
