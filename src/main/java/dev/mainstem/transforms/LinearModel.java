package dev.mainstem.transforms;

import dev.mainstem.expression.Expression;
import dev.mainstem.expression.ExpressionException;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code LinearModel}: appends y = a·x + b, with given coefficients, in doubles. */
final class LinearModel {

  private LinearModel() {}

  static Optional<RowByRow> read(StepContext context) {
    Section config = context.config();
    Optional<Expression> x =
        config.require("x", "the field that the model takes").flatMap(context::number);
    Optional<String> output =
        config.require("output", "the name of the result").flatMap(v -> v.word("a name"));
    Optional<Double> a = config.require("a", "the slope").flatMap(Value::number);
    Optional<Double> b = config.require("b", "the intercept").flatMap(Value::number);
    if (x.isEmpty() || output.isEmpty() || a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Expression> fields = new LinkedHashMap<>();
    context.input().names().forEach(n -> fields.put(n, MapToFields.fieldOf(context, n)));
    fields.put(output.get(), line(context, x.get(), a.get(), b.get()));
    return Optional.of(MapToFields.of(context, fields));
  }

  private static Expression line(StepContext context, Expression x, double a, double b) {
    String text = "(%s) * cast((%s) as double) + (%s)".formatted(a, x.text(), b);
    try {
      return Expression.of(text, context.input());
    } catch (ExpressionException e) {
      throw new IllegalStateException("a number is none: " + text, e);
    }
  }
}
