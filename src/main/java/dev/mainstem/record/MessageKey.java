package dev.mainstem.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * The key of a message that is made of a row: the text of one field (of an array, its JSON), a JSON
 * array of several, null where none are named or the one is null. Immutable and thread-safe.
 */
public final class MessageKey {

  private final int[] fields;

  /** A key of rows of a schema. */
  public MessageKey(Schema schema, List<String> names) {
    this.fields = names.stream().mapToInt(schema::indexOf).toArray();
  }

  /** The key of a row, in UTF-8. */
  public byte @Nullable [] of(Row row) {
    if (fields.length == 0) {
      return null;
    }
    if (fields.length > 1) {
      return array(row);
    }
    Object value = row.getValues().get(fields[0]);
    if (value == null) {
      return null;
    }
    if (value instanceof List<?>) {
      return json(value).toBytes();
    }
    return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : unquoted(value);
  }

  private byte[] array(Row row) {
    JsonBuffer json = new JsonBuffer(64);
    char before = '[';
    for (int field : fields) {
      json.raw(before);
      RowJson.writeValue(row.getValues().get(field), json);
      before = ',';
    }
    json.raw(']');
    return json.toBytes();
  }

  /** The value as JSON writes it, without the quotes of a time. */
  private static byte[] unquoted(Object value) {
    return json(value).toString().replace("\"", "").getBytes(StandardCharsets.UTF_8);
  }

  private static JsonBuffer json(Object value) {
    JsonBuffer json = new JsonBuffer(64);
    RowJson.writeValue(value, json);
    return json;
  }
}
