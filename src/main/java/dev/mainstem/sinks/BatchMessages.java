package dev.mainstem.sinks;

import dev.mainstem.record.RowBatch;
import org.apache.beam.sdk.values.Row;

/** Batches of rows, each row as another format has it. */
record BatchMessages(MessageFormat<Row> rows) implements MessageFormat<RowBatch> {

  private static final long serialVersionUID = 1L;

  @Override
  public Writer<RowBatch> open() {
    Writer<Row> writer = rows.open();
    return (batch, receiver) -> {
      for (int i = 0; i < batch.size(); i++) {
        writer.write(batch.row(i), receiver);
      }
    };
  }
}
