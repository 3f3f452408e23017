package dev.mainstem.sinks;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mainstem.record.RowJson;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Rows as JSON lines. */
final class JsonLines implements LineFormat<Row> {

  private static final long serialVersionUID = 1L;

  private final Schema schema;

  JsonLines(Schema schema) {
    this.schema = schema;
  }

  @Override
  public Writer<Row> open(OutputStream out) throws IOException {
    return new RowWriter(new RowJson(schema), RowJson.lines(out), out);
  }

  private record RowWriter(RowJson rows, JsonGenerator json, OutputStream out)
      implements Writer<Row> {

    @Override
    public void write(Row row) throws IOException {
      rows.write(row, json);
    }

    @Override
    public void close() throws IOException {
      json.flush();
      out.write('\n');
      json.close();
    }
  }
}
