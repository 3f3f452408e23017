package dev.mainstem.sinks;

import dev.mainstem.record.RowBatch;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.beam.sdk.values.Row;

/** Batches of rows, each row as another format has it. */
record BatchLines(FileFormat<Row> rows) implements FileFormat<RowBatch> {

  private static final long serialVersionUID = 1L;

  @Override
  public int lines(RowBatch batch) {
    return batch.size();
  }

  @Override
  public PartJoin joining() {
    return rows.joining();
  }

  @Override
  public Writer<RowBatch> open(OutputStream out) throws IOException {
    return new BatchWriter(rows.open(out));
  }

  private record BatchWriter(Writer<Row> rows) implements Writer<RowBatch> {

    @Override
    public void write(RowBatch batch) throws IOException {
      for (int i = 0; i < batch.size(); i++) {
        rows.write(batch.row(i));
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
