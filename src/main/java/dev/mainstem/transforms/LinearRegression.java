package dev.mainstem.transforms;

import dev.mainstem.aggregate.Regression;
import dev.mainstem.expression.Expression;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.WindowSpec;
import java.util.List;
import java.util.Optional;

/**
 * {@code LinearRegression}: the line through x and y of each group and window, by ordinary least
 * squares. Rows without x or y are passed over. The window is all time, unless the step has a
 * windowing of its own.
 */
final class LinearRegression {

  private LinearRegression() {}

  /** What the line is fitted on. */
  private enum FitOn {
    STREAM,
    HISTORY
  }

  static Optional<AggregateRows> read(StepContext context) {
    Section config = context.config();
    Optional<Expression> x = config.require("x", "the field x").flatMap(context::number);
    Optional<Expression> y = config.require("y", "the field y").flatMap(context::number);
    List<String> groupBy = context.fields("group_by");
    config
        .get("fit_on")
        .flatMap(v -> v.oneOf(FitOn.class))
        .filter(fitOn -> fitOn == FitOn.HISTORY)
        .ifPresent(fitOn -> config.unsupported("fit_on"));
    if (x.isEmpty() || y.isEmpty()) {
      return Optional.empty();
    }
    WindowSpec own = context.spec().windowing();
    return AggregateRows.of(
        context,
        groupBy,
        List.of(x.get(), y.get()),
        true,
        List.of(new Regression(0, 1)),
        own == null ? WindowSpec.GLOBAL : own);
  }
}
