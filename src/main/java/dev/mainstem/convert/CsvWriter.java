package dev.mainstem.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mainstem.record.CsvCell;
import dev.mainstem.record.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180, with a header and LF: a null is an empty cell, a number has the digits of the
 * JSON, and an object or array inside a record is its JSON.
 */
final class CsvWriter implements RecordWriter {

  private final Writer out;
  private final Map<String, Integer> columns = new HashMap<>();
  private final @Nullable String[] cells;

  CsvWriter(OutputStream out, Supplier<List<String>> names) throws IOException {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    List<String> header = names.get();
    header.forEach(name -> columns.put(name, columns.size()));
    cells = header.toArray(String[]::new);
    if (cells.length > 0) {
      writeCells();
    }
  }

  @Override
  public void write(byte[] json) throws IOException {
    Arrays.fill(cells, null);
    try (JsonParser object = Json.FACTORY.createParser(json)) {
      object.nextToken();
      while (object.nextToken() == JsonToken.FIELD_NAME) {
        Integer column = columns.get(object.currentName());
        object.nextToken();
        String cell = cell(object, json);
        if (column != null) {
          cells[column] = cell;
        }
      }
    }
    writeCells();
  }

  private static @Nullable String cell(JsonParser json, byte[] bytes) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isStructStart()) {
      return json.getText();
    }
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    int to = (int) json.currentLocation().getByteOffset();
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private void writeCells() throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      writeCell(cells[i]);
    }
    out.write('\n');
  }

  private void writeCell(@Nullable String cell) throws IOException {
    if (cell == null) {
      // the only cell of a row must show that there is a row
      out.write(cells.length == 1 ? "\"\"" : "");
    } else {
      out.write(CsvCell.of(cell, ','));
    }
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
