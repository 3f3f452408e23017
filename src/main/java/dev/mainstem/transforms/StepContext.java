package dev.mainstem.transforms;

import dev.mainstem.expression.Expression;
import dev.mainstem.expression.ExpressionException;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.StepSpec;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of step is read from: its own words and what it finds around it.
 *
 * @param spec the step as it was written
 * @param input the type of the rows that it takes
 * @param inputWindows the windows that these rows are in, or null
 * @param shared the windowing of the definition
 * @param endless whether the stream never ends
 * @param late whether rows can come after their window is closed: there is a live side
 * @param graph the steps around it
 */
record StepContext(
    StepSpec spec,
    RowType input,
    @Nullable WindowSpec inputWindows,
    WindowSpec shared,
    boolean endless,
    boolean late,
    TransformGraph graph) {

  /** What it is read from if it looks at the history alone, which ends and has no late rows. */
  StepContext ofHistory() {
    return new StepContext(spec, input, inputWindows, shared, false, false, graph);
  }

  /** The step's config. */
  Section config() {
    return spec.config();
  }

  /** The name of the step. */
  String name() {
    return spec.name();
  }

  /**
   * The windows of an aggregating step: its own, else those that its input is in, else those that
   * all steps share.
   */
  WindowSpec windowing() {
    WindowSpec own = spec.windowing();
    if (own != null) {
      return own;
    }
    return inputWindows == null ? shared : inputWindows;
  }

  /** An expression over the input, with its problems noted at their places. */
  Optional<Expression> expression(Value value) {
    return value.text("an expression").flatMap(text -> expression(value, text));
  }

  /** The same, or the name of an array alone. */
  Optional<Expression> expressionOrArray(Value value) {
    return value
        .text("an expression")
        .flatMap(text -> checked(value, () -> Expression.orArray(text, input)));
  }

  /** A field of the input by its name alone, whatever it is called, or an expression. */
  Optional<Expression> fieldOrExpression(Value value) {
    Optional<String> text = value.text("a field or an expression");
    boolean field = text.isPresent() && input.field(text.get()).isPresent();
    return field ? expression(value, "`" + text.get() + "`") : expression(value);
  }

  /** A field or an expression that is a number. */
  Optional<Expression> number(Value value) {
    Optional<Expression> expression = fieldOrExpression(value);
    if (expression.isPresent() && !expression.get().type().isNumeric()) {
      value.problem("expected a number, found a " + expression.get().type().word());
      return Optional.empty();
    }
    return expression;
  }

  private Optional<Expression> expression(Value value, String text) {
    return checked(value, () -> Expression.of(text, input));
  }

  /** What may have a problem. */
  private interface Attempt {
    Expression make() throws ExpressionException;
  }

  private static Optional<Expression> checked(Value value, Attempt attempt) {
    try {
      return Optional.of(attempt.make());
    } catch (ExpressionException e) {
      value.problemAt(e.offset(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Names of fields of the input: a list, or one alone. */
  List<String> fields(String key) {
    return fields(config(), key);
  }

  /** The same, by a key of another mapping. */
  List<String> fields(Section section, String key) {
    List<String> names = new ArrayList<>();
    Optional<Value> value = section.get(key);
    for (Value item : value.map(Value::items).orElse(List.of())) {
      item.text("a field").filter(name -> isField(name, item)).ifPresent(names::add);
    }
    return names;
  }

  private boolean isField(String name, Value value) {
    boolean known = input.field(name).isPresent();
    if (!known) {
      value.problem(
          "no such field: %s%s; there are %s"
              .formatted(
                  name, NearestWord.hint(name, input.names()), String.join(", ", input.names())));
    }
    return known;
  }
}
