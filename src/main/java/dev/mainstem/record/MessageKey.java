package dev.mainstem.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * The key of a message that is made of a row: the text of one field, a JSON array of several, null
 * where none are named or the one is null. Immutable and thread-safe.
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
    return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : unquoted(value);
  }

  private byte[] array(Row row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
      json.writeStartArray();
      for (int field : fields) {
        RowJson.writeValue(row.getValues().get(field), json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The value as JSON writes it, without the quotes of a time. */
  private static byte[] unquoted(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
      RowJson.writeValue(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return text.replace("\"", "").getBytes(StandardCharsets.UTF_8);
  }
}
