package dev.mainstem.sinks;

import dev.mainstem.record.MessageKey;
import dev.mainstem.record.RowJson;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;

/**
 * One message a row: its value the row as JSON, its key made of fields.
 *
 * @param key the fields of the key; no message has one if there are none
 */
record RowMessages(Schema schema, List<String> key) implements MessageFormat<Row> {

  private static final long serialVersionUID = 1L;

  RowMessages {
    key = List.copyOf(key);
  }

  @Override
  public Writer<Row> open() {
    RowJson json = new RowJson(schema);
    MessageKey keys = new MessageKey(schema, key);
    return (row, receiver) -> receiver.receive(KV.of(keys.of(row), json.toBytes(row)));
  }
}
