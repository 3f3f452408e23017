package dev.mainstem.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.record.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Some rows of a result as a table that fits a terminal: the window first, doubles with three
 * decimals, long texts cut. What does not fit in is named.
 */
final class RowTable {

  private static final ObjectMapper JSON =
      new ObjectMapper(Json.FACTORY.copy())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final int MAX_WIDTH = 112;
  private static final int MAX_CELL = 36;
  private static final BigDecimal LEAST_FIXED = new BigDecimal("0.001");
  private static final BigDecimal GREATEST_FIXED = new BigDecimal("1e9");
  private static final String FIRST = "window_start";
  private static final String LAST = "window_end";

  private final List<TextTable.Column> shown = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private RowTable(List<JsonNode> rows) {
    int width = 0;
    for (String field : fields(rows.get(0))) {
      TextTable.Column column = column(field, rows);
      width += column.width() + TextTable.GAP.length();
      if (width <= MAX_WIDTH || shown.isEmpty()) {
        shown.add(column);
      } else {
        leftOut.add(field);
      }
    }
  }

  /**
   * The table of rows.
   *
   * @param lines at least one JSON object, all with the members of the first
   */
  static RowTable of(List<String> lines) throws JsonProcessingException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines) {
      rows.add(JSON.readTree(line));
    }
    return new RowTable(rows);
  }

  /** The names of the fields, then a line for each row. */
  List<String> lines() {
    return new TextTable(shown).lines();
  }

  /** The fields for which there was no room. */
  List<String> leftOut() {
    return leftOut;
  }

  private static List<String> fields(JsonNode row) {
    List<String> fields = new ArrayList<>();
    for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
      fields.add(names.next());
    }
    if (fields.remove(FIRST)) {
      fields.add(0, FIRST);
    }
    if (fields.remove(LAST)) {
      fields.add(LAST);
    }
    return fields;
  }

  private static TextTable.Column column(String field, List<JsonNode> rows) {
    List<String> cells = new ArrayList<>(List.of(cut(field)));
    rows.forEach(row -> cells.add(cut(cell(row.path(field)))));
    boolean numbers = rows.stream().map(row -> row.path(field)).anyMatch(JsonNode::isNumber);
    return new TextTable.Column(cells, numbers);
  }

  private static String cell(JsonNode value) {
    if (value.isContainerNode()) {
      return value.toString();
    }
    return value.isFloatingPointNumber() ? number(value.decimalValue()) : value.asText();
  }

  private static String number(BigDecimal value) {
    BigDecimal size = value.abs();
    boolean fixed =
        size.signum() == 0
            || (size.compareTo(LEAST_FIXED) >= 0 && size.compareTo(GREATEST_FIXED) < 0);
    return String.format(Locale.ROOT, fixed ? "%.3f" : "%.3e", value);
  }

  /** A text of one line, of which nothing can move the cursor of a terminal. */
  static String cut(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= MAX_CELL ? plain : plain.substring(0, MAX_CELL - 3) + "...";
  }
}
