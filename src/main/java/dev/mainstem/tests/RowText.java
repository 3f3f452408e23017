package dev.mainstem.tests;

import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.RowJson;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Rows as a definition has them: mappings on one line. */
final class RowText {

  /** What YAML takes for the text that it is, within braces too. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*");

  private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z)?");

  private RowText() {}

  /** The mapping of a row, nulls included. */
  static String of(Row row) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < row.getFieldCount(); i++) {
      entries.add(
          text(row.getSchema().getField(i).getName()) + ": " + value(row.getValues().get(i)));
    }
    return "{" + String.join(", ", entries) + "}";
  }

  /** One value of a row. */
  static String value(@Nullable Object value) {
    JsonBuffer json = new JsonBuffer(32);
    RowJson.writeValue(value, json);
    String text = json.toString();
    boolean quoted = text.startsWith("\"") && !text.contains("\\");
    return quoted ? text(text.substring(1, text.length() - 1)) : text;
  }

  private static String text(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORD.matcher(text).matches();
    return plain || TIME.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    JsonBuffer json = new JsonBuffer(32);
    json.text(text);
    return json.toString();
  }
}
