package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.List;

/** An expression over rows of two doubles and a text, and such a row. */
final class Compiled {

  private static final RowType TYPE =
      RowType.of(
          new RowType.Field("x", FieldType.DOUBLE, true),
          new RowType.Field("y", FieldType.DOUBLE, true),
          new RowType.Field("device", FieldType.STRING, true));

  private Compiled() {}

  static Evaluator of(String text) {
    try {
      return Expression.of(text, TYPE).evaluator();
    } catch (ExpressionException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Object> values() {
    return List.of(21.074, 70.18, "d000815");
  }
}
