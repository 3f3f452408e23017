package dev.mainstem.transforms;

import dev.mainstem.aggregate.Regression;
import dev.mainstem.expression.Expression;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.List;
import java.util.Optional;

/**
 * {@code LinearRegression}: the line through x and y of each group and window, by ordinary least
 * squares. Rows without x or y are passed over. The window is all time, unless the step has a
 * windowing of its own; of the rows of history alone, all time ends with it.
 */
final class LinearRegression {

  private LinearRegression() {}

  /** What the line is fitted on. */
  private enum FitOn {
    STREAM,
    HISTORY
  }

  private static final List<String> SLOPE = List.of("a");
  private static final String INTERCEPT = "b";

  static Optional<AggregateRows> read(StepContext context) {
    Section config = context.config();
    Optional<Expression> x = config.require("x", "the field x").flatMap(context::number);
    Optional<Expression> y = config.require("y", "the field y").flatMap(context::number);
    List<String> groupBy = context.fields("group_by");
    Side side = readSide(context);
    boolean withError = config.get("standard_error").flatMap(Value::flag).orElse(false);
    if (x.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    WindowSpec own = context.spec().windowing();
    return AggregateRows.of(
            side == Side.HISTORY ? context.ofHistory() : context,
            groupBy,
            List.of(x.get(), y.get()),
            true,
            List.of(new Regression(0, 1, withError)),
            own == null ? WindowSpec.GLOBAL : own)
        .map(step -> step.fitting(shape(context, side, groupBy, withError)));
  }

  private static ModelShape shape(
      StepContext context, Side side, List<String> groupBy, boolean withError) {
    List<RowType.Field> group =
        groupBy.stream().map(name -> context.input().field(name).orElseThrow()).toList();
    return new ModelShape(
        side, group, SLOPE, INTERCEPT, withError ? Regression.STANDARD_ERROR : null);
  }

  private static Side readSide(StepContext context) {
    Optional<Value> value = context.config().get("fit_on");
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
