package dev.mainstem.record;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV by RFC 4180, with LF: cells in the order of the schema, values as {@link RowJson} has
 * them. Immutable and thread-safe.
 */
public final class RowCsv {

  private final char delimiter;
  private final String nullValue;
  private final byte[] nullCell;
  private final byte[] header;

  /**
   * @param delimiter an ASCII character that no number and no time has
   * @param nullValue what a null is; a text that is the same stands in quotes
   */
  public RowCsv(Schema schema, char delimiter, String nullValue) {
    this.delimiter = delimiter;
    this.nullValue = nullValue;
    // a line of nothing would be no row
    boolean noLine = nullValue.isEmpty() && schema.getFieldCount() == 1;
    this.nullCell = utf8(noLine || !nullValue.isEmpty() ? CsvCell.of(nullValue, delimiter) : "");
    this.header =
        utf8(
            schema.getFieldNames().stream()
                .map(name -> CsvCell.of(name, delimiter))
                .collect(Collectors.joining(String.valueOf(delimiter), "", "\n")));
  }

  /** The line of the names, in UTF-8, with its line end. */
  public byte[] header() {
    return header.clone();
  }

  /** Writes the line of a row, with its line end. */
  public void write(Row row, JsonBuffer line) {
    List<@Nullable Object> values = row.getValues();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        line.raw(delimiter);
      }
      writeCell(values.get(i), line);
    }
    line.raw('\n');
  }

  private void writeCell(@Nullable Object value, JsonBuffer line) {
    if (value == null) {
      line.raw(nullCell);
    } else if (value instanceof String text) {
      line.raw(utf8(text.equals(nullValue) ? CsvCell.quoted(text) : CsvCell.of(text, delimiter)));
    } else if (value instanceof ReadableInstant instant) {
      line.rawTime(instant.getMillis());
    } else if (value instanceof LocalDate date) {
      line.raw(date.toString());
    } else if (value instanceof List<?>) {
      JsonBuffer array = new JsonBuffer(64);
      RowJson.writeValue(value, array);
      line.raw(utf8(CsvCell.of(array.toString(), delimiter)));
    } else {
      RowJson.writeValue(value, line);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
