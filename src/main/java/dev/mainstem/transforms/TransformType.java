package dev.mainstem.transforms;

import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of steps, by the word in a definition. */
enum TransformType {
  MAP_TO_FIELDS("MapToFields", MapToFields::read),
  FILTER("Filter", Filter::read),
  EXPLODE("Explode", Explode::read),
  JOIN("Join", Join::read),
  LINEAR_MODEL("LinearModel", LinearModel::read),
  COMBINE("Combine", CombineRows::read),
  LINEAR_REGRESSION("LinearRegression", LinearRegression::read),
  APPLY_MODEL("ApplyModel", ReadApplyModel::read),
  SQL("Sql", Sql::read),
  BEAM_TRANSFORM("beam:schematransform:...", BeamTransform::read);

  private static final String ELLIPSIS = "...";

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference
  private final Function<StepContext, Optional<? extends RowTransform>> reader;

  TransformType(String word, Function<StepContext, Optional<? extends RowTransform>> reader) {
    this.word = word;
    this.reader = reader;
  }

  /** The step that the context describes, unless it has problems; then they are noted. */
  Optional<RowTransform> read(StepContext context) {
    Optional<RowTransform> step = reader.apply(context).map(RowTransform.class::cast);
    context.config().done();
    return step;
  }

  /** Whether a word, right or wrong, is the one for this kind. */
  boolean isOf(Value value) {
    return value.isScalar() && value.text("").filter(word::equals).isPresent();
  }

  /** The kind that a word stands for, unless it is none; then that is noted. */
  static Optional<TransformType> of(Value value) {
    String given = value.text("the kind of step").orElse("");
    Optional<TransformType> type =
        Arrays.stream(values()).filter(t -> t.isMeantBy(given)).findFirst();
    if (type.isEmpty()) {
      value.problem(
          "no such kind of step: %s%s; there are %s"
              .formatted(given, NearestWord.hint(given, words()), words()));
    }
    return type;
  }

  /** A word that ends in an ellipsis stands for all that begin like it. */
  private boolean isMeantBy(String given) {
    return word.endsWith(ELLIPSIS)
        ? given.startsWith(word.substring(0, word.length() - ELLIPSIS.length()))
        : word.equals(given);
  }

  private static List<String> words() {
    return Arrays.stream(values()).map(t -> t.word).toList();
  }
}
