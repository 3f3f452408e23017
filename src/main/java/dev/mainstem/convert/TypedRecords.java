package dev.mainstem.convert;

import dev.mainstem.history.FileRecords;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowJson;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/** Records that a schema makes of a file. */
final class TypedRecords implements RecordSource {

  private final InputFile file;
  private final StreamSpec stream;
  private final Times times;
  private final RowJson json;

  TypedRecords(InputFile file, StreamSpec stream, Times times) {
    this.file = file;
    this.times = times;
    this.stream = stream;
    this.json = new RowJson(Rows.schemaOf(stream.rowType()));
  }

  @Override
  public List<String> names() {
    return stream.rowType().names();
  }

  @Override
  public void read(Receiver receiver) {
    RecordReceiver rows =
        new RecordReceiver() {
          @Override
          public void row(Row row, Instant eventTime) {
            try {
              receiver.record(json.toBytes(times.of(row)));
            } catch (BadValue e) {
              receiver.bad(new BadRecord(file.name(), e.getMessage()));
            }
          }

          @Override
          public void rejected(Rejected rejected) {
            receiver.bad(BadRecord.at(rejected.origin(), file.isArray(), rejected.reason()));
          }
        };
    try {
      FileRecords.read(stream, file.history(), file.file(), file.watch(), rows);
    } catch (IOException e) {
      throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
    }
  }
}
