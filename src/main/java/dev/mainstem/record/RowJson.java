package dev.mainstem.record;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON objects: members in the order of the schema, nulls included, times in ISO-8601 and
 * UTC, doubles with as few digits as tell them apart, arrays as arrays.
 *
 * <p>Not thread-safe: one buffer serves row after row.
 */
public final class RowJson {

  private final byte[][] names;
  private final JsonBuffer buffer = new JsonBuffer(256);

  public RowJson(Schema schema) {
    this.names = new byte[schema.getFieldCount()][];
    for (int i = 0; i < names.length; i++) {
      JsonBuffer name = new JsonBuffer(32);
      name.raw(i == 0 ? '{' : ',');
      name.text(schema.getField(i).getName());
      name.raw(':');
      names[i] = name.toBytes();
    }
  }

  /** The object of a row, in UTF-8. */
  public byte[] toBytes(Row row) {
    buffer.clear();
    write(row, buffer);
    return buffer.toBytes();
  }

  /** The object of a row, as text. */
  public String toText(Row row) {
    buffer.clear();
    write(row, buffer);
    return buffer.toString();
  }

  /** Writes the object of a row. */
  public void write(Row row, JsonBuffer json) {
    List<@Nullable Object> values = row.getValues();
    for (int i = 0; i < names.length; i++) {
      json.raw(names[i]);
      writeValue(values.get(i), json);
    }
    json.raw(names.length == 0 ? "{}" : "}");
  }

  /**
   * Writes one value of a row.
   *
   * @throws IllegalArgumentException for a value of no type that a row has
   */
  public static void writeValue(@Nullable Object value, JsonBuffer json) {
    if (value == null) {
      json.raw("null");
    } else if (value instanceof String text) {
      json.text(text);
    } else if (value instanceof Double number) {
      json.number(number.doubleValue());
    } else if (value instanceof Long number) {
      json.number(number.longValue());
    } else if (value instanceof Instant instant) {
      json.time(instant.getMillis());
    } else if (value instanceof Integer number) {
      json.number(number.longValue());
    } else {
      writeRareValue(value, json);
    }
  }

  private static void writeRareValue(Object value, JsonBuffer json) {
    if (value instanceof Boolean flag) {
      json.raw(flag.toString());
    } else if (value instanceof Float number) {
      json.number(number.floatValue());
    } else if (value instanceof BigDecimal number) {
      json.number(number);
    } else if (value instanceof ReadableInstant instant) {
      json.time(instant.getMillis());
    } else if (value instanceof LocalDate date) {
      json.text(date.toString());
    } else if (value instanceof List<?> array) {
      writeArray(array, json);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private static void writeArray(List<?> array, JsonBuffer json) {
    json.raw('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      writeValue(array.get(i), json);
    }
    json.raw(']');
  }
}
