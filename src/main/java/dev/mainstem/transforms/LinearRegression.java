package dev.mainstem.transforms;

import dev.mainstem.aggregate.Aggregate;
import dev.mainstem.aggregate.MultipleRegression;
import dev.mainstem.aggregate.Regression;
import dev.mainstem.expression.Expression;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code LinearRegression}: the line through x and y of each group and window, by ordinary least
 * squares; the plane, if x is a list. Rows without one of them are passed over. The window is all
 * time, unless the step has a windowing of its own; of the rows of history alone, all time ends
 * with it.
 */
final class LinearRegression {

  /** What the line is fitted on. */
  private enum FitOn {
    STREAM,
    HISTORY
  }

  private final StepContext context;
  private final Section config;

  private LinearRegression(StepContext context) {
    this.context = context;
    this.config = context.config();
  }

  static Optional<AggregateRows> read(StepContext context) {
    return new LinearRegression(context).read();
  }

  private Optional<AggregateRows> read() {
    Optional<Value> x = config.require("x", "the field x");
    List<Expression> values = x.flatMap(this::readXs).orElse(List.of());
    Optional<Expression> y = config.require("y", "the field y").flatMap(context::number);
    List<String> groupBy = context.fields("group_by");
    Side side = readSide();
    boolean withError = config.get("standard_error").flatMap(Value::flag).orElse(false);
    boolean several = x.map(Value::isSequence).orElse(false);
    double ridge = config.get("ridge").flatMap(v -> readRidge(v, several)).orElse(0.0);
    if (values.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    ModelShape shape = shape(context, side, groupBy, several, values, withError);
    Aggregate regression =
        several
            ? new MultipleRegression(shape.coefficients(), ridge, withError)
            : new Regression(0, 1, withError);
    return step(groupBy, with(values, y.get()), regression, shape);
  }

  private Optional<AggregateRows> step(
      List<String> groupBy, List<Expression> values, Aggregate regression, ModelShape shape) {
    WindowSpec own = context.spec().windowing();
    return AggregateRows.of(
            shape.fittedOn() == Side.HISTORY ? context.ofHistory() : context,
            groupBy,
            values,
            true,
            List.of(regression),
            own == null ? WindowSpec.GLOBAL : own)
        .map(step -> step.fitting(shape));
  }

  private static List<Expression> with(List<Expression> xs, Expression y) {
    List<Expression> values = new ArrayList<>(xs);
    values.add(y);
    return values;
  }

  /** Nothing if one of them is wrong. */
  private Optional<List<Expression>> readXs(Value value) {
    List<Value> items = value.items();
    if (items.isEmpty()) {
      value.expected("at least one x");
    }
    List<Expression> xs = items.stream().map(context::number).flatMap(Optional::stream).toList();
    return Optional.of(xs).filter(all -> all.size() == items.size());
  }

  /**
   * Where models stand in the results, or in what was written of them.
   *
   * @param several whether x is a list
   */
  static ModelShape shape(
      StepContext context,
      Side side,
      List<String> groupBy,
      boolean several,
      List<Expression> xs,
      boolean withError) {
    RowType input = context.input();
    return new ModelShape(
        side,
        groupBy.stream().map(name -> input.field(name).orElseThrow()).toList(),
        several ? coefficients(input, xs) : List.of(Regression.SLOPE),
        several ? MultipleRegression.INTERCEPT : Regression.INTERCEPT,
        withError ? Regression.STANDARD_ERROR : null);
  }

  /** A coefficient is called by the field that it is for, or by the place of an expression. */
  private static List<String> coefficients(RowType input, List<Expression> xs) {
    List<String> names = new ArrayList<>();
    for (Expression x : xs) {
      Optional<String> field =
          input.names().stream().filter(name -> x.text().equals("`" + name + "`")).findFirst();
      names.add("coefficient_" + field.orElse(String.valueOf(names.size() + 1)));
    }
    return names;
  }

  private static Optional<Double> readRidge(Value value, boolean several) {
    if (!several) {
      value.problem("has a meaning only with a list of x");
      return Optional.empty();
    }
    Optional<Double> ridge = value.number();
    if (ridge.isPresent() && ridge.get() < 0) {
      value.expected("a number from 0 on");
    }
    return ridge;
  }

  private Side readSide() {
    Optional<Value> value = config.get("fit_on");
    FitOn fitOn = value.flatMap(v -> v.oneOf(FitOn.class)).orElse(FitOn.STREAM);
    if (fitOn == FitOn.STREAM) {
      return Side.BOTH;
    }
    if (!context.graph().hasHistory()) {
      value.get().problem("there is no history to fit a model on");
    } else if (context.graph().isOfLive(context.spec().input())) {
      value
          .get()
          .problem(
              "none of history's rows come here: %s has live ones alone"
                  .formatted(context.spec().input()));
    }
    return Side.HISTORY;
  }
}
