package dev.mainstem.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.Cells;
import dev.mainstem.record.CsvLine;
import dev.mainstem.record.Json;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back rows that a sink has written, as texts in the order of the fields; an empty one stands
 * for null. What is no such row is passed over.
 */
final class ResultRows {

  private static final Logger LOG = LoggerFactory.getLogger(ResultRows.class);
  private static final ObjectMapper JSON =
      new ObjectMapper(Json.FACTORY.copy())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private ResultRows() {}

  /** The rows of JSON objects. */
  static List<List<String>> ofJson(RowType type, List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      try {
        JsonNode row = JSON.readTree(line);
        if (row.isObject()) {
          rows.add(type.names().stream().map(name -> text(row.path(name))).toList());
        }
      } catch (JsonProcessingException e) {
        LOG.debug("no row, as a topic may hold", e);
      }
    }
    return rows;
  }

  private static String text(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.isNull() ? "" : value.asText();
  }

  /** The rows of CSV lines; the names of the columns are none. */
  static List<List<String>> ofCsv(RowType type, List<String> lines, char separator) {
    CsvLine dialect = new CsvLine(CsvSpec.of(Map.of("delimiter", String.valueOf(separator))));
    Cells cells = new Cells();
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      try {
        dialect.split(line, cells);
        if (cells.count() == type.fields().size()) {
          rows.add(cells.strings());
        }
      } catch (BadValue e) {
        LOG.debug("a part of a row with a line break in quotes", e);
      }
    }
    return rows.stream().filter(Predicate.not(type.names()::equals)).toList();
  }
}
