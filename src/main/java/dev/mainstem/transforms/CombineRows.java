package dev.mainstem.transforms;

import dev.mainstem.aggregate.Aggregate;
import dev.mainstem.aggregate.Function;
import dev.mainstem.expression.Expression;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Combine}: one row for each group and window, with what {@code combine} asks of the group.
 */
final class CombineRows {

  private final StepContext context;
  private final List<Expression> values = new ArrayList<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private boolean complete = true;

  private CombineRows(StepContext context) {
    this.context = context;
  }

  static Optional<AggregateRows> read(StepContext context) {
    return new CombineRows(context).read();
  }

  private Optional<AggregateRows> read() {
    Section config = context.config();
    List<String> groupBy = context.fields("group_by");
    Optional<Section> combine =
        config
            .require("combine", "the results by name, such as trips: {fn: count}")
            .flatMap(v -> v.section("a mapping of names to functions"));
    for (Map.Entry<String, Value> e : combine.map(Section::all).orElse(Map.of()).entrySet()) {
      readAggregate(e.getKey(), e.getValue());
    }
    if (combine.isPresent() && combine.get().keys().isEmpty()) {
      combine.get().problem("expected at least one result");
    }
    return complete && combine.isPresent()
        ? AggregateRows.of(context, groupBy, values, false, aggregates, context.windowing())
        : Optional.empty();
  }

  private void readAggregate(String output, Value value) {
    Optional<Value> fn;
    Optional<Value> of = Optional.empty();
    if (value.isMapping()) {
      Section section = value.section("a function").orElseThrow();
      fn = section.require("fn", "one of " + FunctionCall.calls());
      of = section.get("value");
      section.done();
    } else {
      fn = Optional.of(value);
    }
    Optional<FunctionCall> call = fn.flatMap(FunctionCall::read);
    Optional<Expression> expression = of.flatMap(context::fieldOrExpression);
    boolean readable = call.isPresent() && of.isPresent() == expression.isPresent();
    if (!readable || !add(output, call.get(), expression, of.orElse(value))) {
      complete = false;
    }
  }

  private boolean add(
      String output, FunctionCall call, Optional<Expression> expression, Value place) {
    Function function = call.function();
    if (expression.isEmpty()) {
      if (function != Function.COUNT) {
        place.problem(
            function.word() + " needs a value: {fn: %s, value: ...}".formatted(function.call()));
        return false;
      }
      aggregates.add(function.of(output, -1, FieldType.INT64));
      return true;
    }
    FieldType type = expression.get().type();
    if (function.over(type).isEmpty()) {
      place.problem("there is no %s of a %s".formatted(function.word(), type.word()));
      return false;
    }
    aggregates.add(function.of(output, placeOf(expression.get()), type, call.argument()));
    return true;
  }

  /** Several aggregates of one value share its place. */
  private int placeOf(Expression expression) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).text().equals(expression.text())) {
        return i;
      }
    }
    values.add(expression);
    return values.size() - 1;
  }
}
