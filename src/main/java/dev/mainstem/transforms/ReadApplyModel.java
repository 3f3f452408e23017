package dev.mainstem.transforms;

import dev.mainstem.expression.Expression;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the config of {@code ApplyModel}: {@code model} names what fits the models, {@code x} what
 * they are asked, {@code y} what their answers are held against.
 */
final class ReadApplyModel {

  /** Which rows are scored. */
  private enum Score {
    LIVE,
    ALL
  }

  private final StepContext context;
  private final Section config;

  private ReadApplyModel(StepContext context) {
    this.context = context;
    this.config = context.config();
  }

  static Optional<RowTransform> read(StepContext context) {
    return new ReadApplyModel(context).read();
  }

  private Optional<RowTransform> read() {
    Optional<Value> named =
        config.require("model", "the LinearRegression step whose models are applied");
    Optional<String> model = named.flatMap(v -> v.word("the name of a step"));
    Optional<ModelShape> shape = model.flatMap(name -> shapeOf(name, named.get()));
    Optional<ScoreSpec> spec = readSpec();
    Side side = readSide();
    boolean once = comesOnce();
    boolean fits = shape.isPresent() && spec.isPresent() && fits(shape.get(), spec.get());
    return fits && once
        ? Optional.of(of(model.get(), side, shape.get(), spec.get()))
        : Optional.empty();
  }

  private RowTransform of(String model, Side side, ModelShape shape, ScoreSpec spec) {
    Scoring scoring = new Scoring(context, shape.group(), spec);
    return new ApplyModel(model, side, scoring, shape, spec.output(context.input()));
  }

  private Optional<ModelShape> shapeOf(String name, Value place) {
    List<String> models = context.graph().models();
    if (!models.contains(name)) {
      place.problem(
          "expected a LinearRegression step, found %s%s; there are %s"
              .formatted(name, NearestWord.hint(name, models), models));
      return Optional.empty();
    }
    Optional<AggregateRows> step = context.graph().step(name).map(AggregateRows.class::cast);
    if (step.isPresent() && isCut(step.get().windows())) {
      place.problem(
          name
              + " fits a model for each window or answer; expected one over all time that answers"
              + " once, without windowing");
      return Optional.empty();
    }
    return step.map(AggregateRows::model);
  }

  private static boolean isCut(WindowSpec windows) {
    return windows.isBounded() || windows.firesRepeatedly();
  }

  private Optional<ScoreSpec> readSpec() {
    List<Optional<Expression>> xs =
        config.require("x", "the field x").map(Value::items).orElse(List.of()).stream()
            .map(context::number)
            .toList();
    Optional<Value> y = config.get("y");
    Optional<Expression> ofY = y.flatMap(context::number);
    Optional<String> output =
        config.require("output", "the name of the result").flatMap(v -> v.word("a name"));
    Optional<String> residual = config.get("residual").flatMap(v -> v.word("a name"));
    Optional<Anomaly> anomaly = config.get("anomaly").flatMap(this::readAnomaly);
    boolean hasY =
        List.of("residual", "anomaly").stream().filter(key -> !hasY(key, y)).count() == 0;
    boolean readable =
        !xs.isEmpty()
            && xs.stream().allMatch(Optional::isPresent)
            && ofY.isPresent() == y.isPresent()
            && output.isPresent();
    if (!hasY || !readable) {
      return Optional.empty();
    }
    return Optional.of(
            new ScoreSpec(
                xs.stream().flatMap(Optional::stream).toList(),
                output.get(),
                ofY.orElse(null),
                residual.orElse("residual"),
                anomaly.map(Anomaly::output).orElse(null),
                anomaly.map(Anomaly::k).orElse(0.0)))
        .filter(this::namesAreUnique);
  }

  private record Anomaly(double k, String output) {}

  private Optional<Anomaly> readAnomaly(Value value) {
    Optional<Section> section = value.section("a mapping with k");
    Optional<Value> given =
        section.flatMap(s -> s.require("k", "how many standard errors are too far, such as 3"));
    Optional<Double> k = given.flatMap(Value::number);
    if (k.isPresent() && k.get() <= 0) {
      given.get().expected("a number of more than 0");
    }
    Optional<Value> named = section.flatMap(s -> s.get("output"));
    String output = named.flatMap(v -> v.word("a name")).orElse("anomaly");
    section.ifPresent(Section::done);
    return k.filter(number -> number > 0).map(number -> new Anomaly(number, output));
  }

  private boolean hasY(String key, Optional<Value> y) {
    Optional<Value> value = config.get(key);
    if (value.isPresent() && y.isEmpty()) {
      value.get().problem("has a meaning only with y");
    }
    return value.isEmpty() || y.isPresent();
  }

  private boolean namesAreUnique(ScoreSpec spec) {
    Set<String> names = new HashSet<>();
    List<String> twice =
        spec.added().stream().map(RowType.Field::name).filter(name -> !names.add(name)).toList();
    twice.forEach(name -> problem("a result row would have two fields named " + name));
    return twice.isEmpty();
  }

  private boolean fits(ModelShape shape, ScoreSpec spec) {
    boolean fits = shape.groupBy().stream().filter(field -> !isThere(field)).count() == 0;
    int wanted = shape.coefficients().size();
    if (spec.x().size() != wanted) {
      problem("the model takes %d x, found %d".formatted(wanted, spec.x().size()));
      fits = false;
    }
    if (spec.anomaly() != null && shape.standardError() == null) {
      problem("anomaly needs a model with its standard error: standard_error: true");
      fits = false;
    }
    return fits;
  }

  /** Whether the rows have the field that the models are grouped by. */
  private boolean isThere(RowType.Field grouped) {
    boolean there =
        context.input().field(grouped.name()).filter(f -> f.type() == grouped.type()).isPresent();
    if (!there) {
      problem(
          "the model is grouped by %s, a %s, and its input has no such field"
              .formatted(grouped.name(), grouped.type().word()));
    }
    return there;
  }

  private boolean comesOnce() {
    boolean again = context.inputWindows() != null && context.inputWindows().firesRepeatedly();
    if (again) {
      problem(
          "would score results of "
              + context.spec().input()
              + " again with each further pane of theirs; let the windows there answer once,"
              + " without early_every and allowed_lateness");
    }
    return !again;
  }

  private Side readSide() {
    Optional<Value> value = config.get("score");
    Optional<Score> score = value.flatMap(v -> v.oneOf(Score.class));
    boolean all = score.filter(given -> given == Score.ALL).isPresent();
    if (all || (value.isPresent() && score.isEmpty())) {
      return Side.BOTH;
    }
    if (!context.late()) {
      problem("scores live rows unless it says score: all, and there is no live side");
    } else if (context.graph().isOfResults(context.spec().input())) {
      problem("takes results, which are of no side; say score: all");
    }
    return Side.LIVE;
  }

  private void problem(String rule) {
    config.problems().add(context.spec().at(), context.name(), rule);
  }
}
