package dev.mainstem.transforms;

import dev.mainstem.spec.FilePaths;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@code ApplyModel}: {@code model} names the step that fits the models, or the files that
 * they were written to.
 */
final class ReadApplyModel {

  /** Which rows are scored. */
  private enum Score {
    LIVE,
    ALL
  }

  /** When a row's model is another one than that of the row before it. */
  private enum Refresh {
    NEVER,
    WINDOW
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
    Optional<Value> model =
        config.require("model", "the LinearRegression step whose models are applied, or a path");
    return model.map(Value::isMapping).orElse(false)
        ? readStored(model.get().section("a mapping with path").orElseThrow())
        : readFitted(model);
  }

  private Optional<RowTransform> readFitted(Optional<Value> named) {
    Optional<String> model = named.flatMap(v -> v.word("the name of a step"));
    boolean refresh = readRefresh();
    Optional<AggregateRows> step = model.flatMap(name -> fitting(name, named.get(), refresh));
    Optional<ModelShape> shape = step.map(AggregateRows::model);
    Optional<ScoreSpec> spec = ReadScoreSpec.read(context, readVersion(refresh));
    Side side = readSide();
    boolean once = comesOnce();
    boolean fits = shape.isPresent() && spec.isPresent() && fits(shape.get(), spec.get());
    return fits && once
        ? Optional.of(of(model.get(), side, step.get(), spec.get(), refresh))
        : Optional.empty();
  }

  private RowTransform of(
      String model, Side side, AggregateRows step, ScoreSpec spec, boolean refresh) {
    ModelShape shape = Objects.requireNonNull(step.model());
    Scoring scoring = new Scoring(context, shape.group(), spec);
    return new ApplyModel(
        model, side, scoring, shape, spec.output(context.input()), refresh ? step.windows() : null);
  }

  private boolean readRefresh() {
    Optional<Refresh> refresh = config.get("refresh").flatMap(v -> v.oneOf(Refresh.class));
    return refresh.filter(given -> given == Refresh.WINDOW).isPresent();
  }

  private @Nullable String readVersion(boolean refresh) {
    Optional<Value> version = config.get("version");
    if (!refresh) {
      version.ifPresent(v -> v.problem("has a meaning only with refresh: window"));
    }
    return version.flatMap(v -> v.word("a name")).orElse(null);
  }

  private Optional<RowTransform> readStored(Section model) {
    Optional<List<String>> paths =
        model.require("path", "the files, as a glob or a list of globs").map(FilePaths::readGlobs);
    List<String> groupBy = context.fields(model, "group_by");
    Optional<String> version = model.get("version").flatMap(v -> v.word("a name"));
    model.done();
    if (readRefresh()) {
      config
          .get("refresh")
          .ifPresent(v -> v.problem("models of files are read once; expected the name of a step"));
    }
    config.get("version").ifPresent(v -> v.problem("stands in model, beside path"));
    Optional<ScoreSpec> spec = ReadScoreSpec.read(context, version.orElse(null));
    Side side = readSide();
    if (paths.isEmpty() || spec.isEmpty()) {
      return Optional.empty();
    }
    boolean several = config.get("x").map(Value::isSequence).orElse(false);
    ModelShape shape =
        LinearRegression.shape(
            context, Side.BOTH, groupBy, several, spec.get().x(), spec.get().anomaly() != null);
    StoredModels models = new StoredModels(context.graph().definition(), paths.get(), shape);
    return Optional.of(new ApplyStoredModel(context, side, shape, spec.get(), models));
  }

  private Optional<AggregateRows> fitting(String name, Value place, boolean refresh) {
    List<String> models = context.graph().models();
    if (!models.contains(name)) {
      place.problem(
          "expected a LinearRegression step, found %s%s; there are %s"
              .formatted(name, NearestWord.hint(name, models), models));
      return Optional.empty();
    }
    Optional<AggregateRows> step = context.graph().step(name).map(AggregateRows.class::cast);
    if (step.isPresent() && refresh && !answersOnceByWindow(step.get().windows())) {
      place.problem(
          name
              + " is not fitted once for each window; expected a windowing of type fixed or"
              + " sliding, without early_every and allowed_lateness");
      return Optional.empty();
    }
    if (step.isPresent() && !refresh && isCut(step.get().windows())) {
      place.problem(
          name
              + " fits a model for each window or answer; expected one over all time that answers"
              + " once, without windowing, or refresh: window");
      return Optional.empty();
    }
    return step;
  }

  private static boolean answersOnceByWindow(WindowSpec windows) {
    return !windows.firesRepeatedly()
        && switch (windows.kind()) {
          case FIXED, SLIDING -> true;
          case SESSIONS, GLOBAL -> false;
        };
  }

  private static boolean isCut(WindowSpec windows) {
    return windows.isBounded() || windows.firesRepeatedly();
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
