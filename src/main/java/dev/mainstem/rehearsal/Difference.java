package dev.mainstem.rehearsal;

import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.RowJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row that is expected, and one that is not it although most of it is.
 *
 * @param index of the expected row, from 0
 * @param fields those that differ
 */
public record Difference(int index, Row expected, Row found, List<Field> fields) {

  public Difference {
    fields = List.copyOf(fields);
  }

  /**
   * A field that differs.
   *
   * @param expected as JSON
   * @param found as JSON
   */
  public record Field(String name, String expected, String found) {}

  static Difference of(int index, Row expected, Row found) {
    Schema schema = expected.getSchema();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < schema.getFieldCount(); i++) {
      if (!isClose(expected.getValues().get(i), found.getValues().get(i))) {
        fields.add(
            new Field(
                schema.getField(i).getName(),
                json(expected.getValues().get(i)),
                json(found.getValues().get(i))));
      }
    }
    return new Difference(index, expected, found, fields);
  }

  /** How many fields of two rows are equal. */
  static int equalFields(Row a, Row b) {
    int equal = 0;
    for (int i = 0; i < a.getFieldCount(); i++) {
      equal += isClose(a.getValues().get(i), b.getValues().get(i)) ? 1 : 0;
    }
    return equal;
  }

  /** Whether two values are one; of floating-point numbers, to nine digits. */
  private static boolean isClose(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Double || a instanceof Float) {
      double x = ((Number) a).doubleValue();
      return b instanceof Number y && Math.abs(x - y.doubleValue()) <= 1e-9 * Math.abs(x);
    }
    return json(a).equals(json(b));
  }

  private static String json(@Nullable Object value) {
    JsonBuffer json = new JsonBuffer(32);
    RowJson.writeValue(value, json);
    return json.toString();
  }
}
