package dev.mainstem.transforms;

import dev.mainstem.expression.Expression;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an {@code ApplyModel} asks of its models. */
final class ReadScoreSpec {

  private final StepContext context;
  private final Section config;

  private ReadScoreSpec(StepContext context) {
    this.context = context;
    this.config = context.config();
  }

  /**
   * What is asked, unless it has problems; then they are noted.
   *
   * @param version the field for what tells the model, or null
   */
  static Optional<ScoreSpec> read(StepContext context, @Nullable String version) {
    return new ReadScoreSpec(context).read(version);
  }

  private Optional<ScoreSpec> read(@Nullable String version) {
    List<Optional<Expression>> xs = readXs();
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
                anomaly.map(Anomaly::k).orElse(0.0),
                version))
        .filter(this::namesAreUnique);
  }

  private List<Optional<Expression>> readXs() {
    Optional<Value> x = config.require("x", "the field x");
    List<Value> items = x.map(Value::items).orElse(List.of());
    if (x.isPresent() && items.isEmpty()) {
      x.get().expected("at least one x");
    }
    return items.stream().map(context::number).toList();
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
    twice.forEach(
        name ->
            config
                .problems()
                .add(
                    context.spec().at(),
                    context.name(),
                    "a result row would have two fields named " + name));
    return twice.isEmpty();
  }
}
