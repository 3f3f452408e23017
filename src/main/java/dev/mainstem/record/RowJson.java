package dev.mainstem.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON objects: members in the order of the schema, nulls included, times in ISO-8601 and
 * UTC, doubles with as few digits as tell them apart.
 *
 * <p>Immutable and thread-safe; what {@link #lines} answers is neither.
 */
public final class RowJson {

  private final SerializableString[] names;

  public RowJson(Schema schema) {
    this.names =
        schema.getFieldNames().stream()
            .map(SerializedString::new)
            .toArray(SerializableString[]::new);
  }

  /** A writer of one object a line, in UTF-8. */
  public static JsonGenerator lines(OutputStream out) throws IOException {
    return Json.FACTORY.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /** The object of a row, in UTF-8. */
  public byte[] toBytes(Row row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
      write(row, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The object of a row, as text. */
  public String toText(Row row) {
    return new String(toBytes(row), StandardCharsets.UTF_8);
  }

  /** Writes the object of a row. */
  public void write(Row row, JsonGenerator json) throws IOException {
    List<@Nullable Object> values = row.getValues();
    json.writeStartObject();
    for (int i = 0; i < names.length; i++) {
      json.writeFieldName(names[i]);
      writeValue(values.get(i), json);
    }
    json.writeEndObject();
  }

  /**
   * Writes one value of a row.
   *
   * @throws IllegalArgumentException for a value of no type that a row has
   */
  public static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      writeRareValue(value, json);
    }
  }

  private static void writeRareValue(Object value, JsonGenerator json) throws IOException {
    if (value instanceof ReadableInstant instant) {
      json.writeString(IsoText.of(instant.getMillis()));
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof java.time.LocalDate date) {
      json.writeString(date.toString());
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }
}
