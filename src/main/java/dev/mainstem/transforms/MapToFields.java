package dev.mainstem.transforms;

import dev.mainstem.expression.Expression;
import dev.mainstem.expression.ExpressionException;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code MapToFields}: derives fields from those of a row.
 *
 * <p>{@code fields} maps names to expressions, or to an expression with the type that its result is
 * cast to. With {@code append} they stand behind the fields of the row, or in the place of one of
 * the same name, less those of {@code drop}; without it they are all there is.
 */
final class MapToFields {

  private MapToFields() {}

  static Optional<RowByRow> read(StepContext context) {
    Section config = context.config();
    boolean append = config.get("append").flatMap(Value::flag).orElse(false);
    List<String> drop = context.fields("drop");
    if (!append && !drop.isEmpty()) {
      config.problem("drop has a meaning only with append: true");
    }
    config.unsupported("error_handling");
    Map<String, Expression> fields = new LinkedHashMap<>();
    if (append) {
      context.input().names().stream()
          .filter(name -> !drop.contains(name))
          .forEach(name -> fields.put(name, fieldOf(context, name)));
    }
    boolean complete = readFields(context, fields);
    if (complete && fields.isEmpty()) {
      config.problem("expected at least one field of the row");
      return Optional.empty();
    }
    return complete ? Optional.of(of(context, fields)) : Optional.empty();
  }

  /** The step that gives rows the fields of these expressions, in order. */
  static RowByRow of(StepContext context, Map<String, Expression> fields) {
    List<RowType.Field> output = new ArrayList<>();
    fields.forEach(
        (name, e) -> output.add(new RowType.Field(name, e.type(), e.nullable(), e.isArray())));
    RowType rows = new RowType(output);
    return RowByRow.of(
        context, rows, new EvaluateFields(context, rows, List.copyOf(fields.values())));
  }

  /** The expression that is a field of the input. */
  static Expression fieldOf(StepContext context, String name) {
    try {
      return Expression.orArray("`" + name + "`", context.input());
    } catch (ExpressionException e) {
      throw new IllegalStateException("a field of the input is not known to it: " + name, e);
    }
  }

  private static boolean readFields(StepContext context, Map<String, Expression> fields) {
    Optional<Section> section =
        context
            .config()
            .require("fields", "names with their expressions")
            .flatMap(v -> v.section("a mapping of names to expressions"));
    boolean complete = section.isPresent();
    for (Map.Entry<String, Value> field : section.map(Section::all).orElse(Map.of()).entrySet()) {
      Optional<Expression> expression = readField(context, field.getValue());
      expression.ifPresent(e -> fields.put(field.getKey(), e));
      complete &= expression.isPresent();
    }
    return complete;
  }

  private static Optional<Expression> readField(StepContext context, Value value) {
    if (!value.isMapping()) {
      return context.expressionOrArray(value);
    }
    Section section = value.section("an expression").orElseThrow();
    Optional<Expression> expression =
        section.require("expression", "what the field is").flatMap(context::expressionOrArray);
    Optional<Value> type = section.get("type");
    Optional<Expression> typed =
        type.isPresent() ? expression.flatMap(e -> cast(e, type.get())) : expression;
    section.done();
    return typed;
  }

  private static Optional<Expression> cast(Expression expression, Value value) {
    String what = "one of " + String.join(", ", FieldType.words());
    String word = value.text(what).orElse("");
    Optional<FieldType> type =
        FieldType.of(word.endsWith("?") ? word.substring(0, word.length() - 1) : word);
    if (type.isEmpty()) {
      value.expected(what);
      return Optional.empty();
    }
    try {
      return Optional.of(expression.as(type.get()));
    } catch (ExpressionException e) {
      value.problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
