package dev.mainstem.transforms;

import dev.mainstem.aggregate.Aggregate;
import dev.mainstem.aggregate.AggregatePerGroup;
import dev.mainstem.expression.Expression;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Lookup;
import dev.mainstem.record.RowStream;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** A step that aggregates rows per group and window. */
final class AggregateRows extends RowTransform {

  private static final long serialVersionUID = 1L;

  private final AggregatePerGroup aggregation;
  private final WindowSpec windows;
  private final @Nullable ModelShape model;

  private AggregateRows(
      AggregatePerGroup aggregation, WindowSpec windows, @Nullable ModelShape model) {
    this.aggregation = aggregation;
    this.windows = windows;
    this.model = model;
  }

  /** The same step, whose results are models. */
  AggregateRows fitting(ModelShape shape) {
    return new AggregateRows(aggregation, windows, shape);
  }

  @Override
  AggregateRows bound(Map<String, Lookup> lookups, GroupBuckets buckets) {
    return new AggregateRows(aggregation.in(buckets), windows, model);
  }

  /** Where a model stands in its results, or null if they are none. */
  @Nullable ModelShape model() {
    return model;
  }

  @Override
  Side side() {
    return model == null ? Side.BOTH : model.fittedOn();
  }

  /**
   * The step, unless its results could never come, or would count rows twice, or would have two
   * fields of one name; then that is noted.
   *
   * @param windows that the results are for
   */
  static Optional<AggregateRows> of(
      StepContext context,
      List<String> groupBy,
      List<Expression> values,
      boolean skipNulls,
      List<Aggregate> aggregates,
      WindowSpec windows) {
    boolean assign = !windows.equals(context.inputWindows());
    AggregatePerGroup aggregation =
        new AggregatePerGroup(
            context.name(),
            context.input(),
            groupBy,
            values,
            skipNulls,
            aggregates,
            windows,
            assign,
            context.late(),
            GroupBuckets.FOR_ANY);
    boolean answers = answers(context, windows);
    boolean countsOnce = countsOnce(context);
    boolean sound = namesAreUnique(context, aggregation) && answers && countsOnce;
    return sound ? Optional.of(new AggregateRows(aggregation, windows, null)) : Optional.empty();
  }

  private static boolean answers(StepContext context, WindowSpec windows) {
    boolean never = context.endless() && !windows.isBounded() && windows.earlyEvery() == null;
    if (never) {
      problem(
          context,
          "would never answer: its window is all time and the stream has no end. Give it a"
              + " windowing with early_every, or windows of another type");
    }
    return !never;
  }

  private static boolean countsOnce(StepContext context) {
    WindowSpec before = context.inputWindows();
    boolean twice =
        before != null
            && before.firesRepeatedly()
            && before.accumulation() == WindowSpec.Accumulation.ACCUMULATING;
    if (twice) {
      problem(
          context,
          "would count results of "
              + context.spec().input()
              + " again with each further pane of theirs; aggregate the stream, or let the windows"
              + " there answer once, without early_every and allowed_lateness");
    }
    return !twice;
  }

  private static boolean namesAreUnique(StepContext context, AggregatePerGroup aggregation) {
    Set<String> names = new HashSet<>();
    boolean unique = true;
    for (RowType.Field field : aggregation.outputs()) {
      if (!names.add(field.name())) {
        problem(context, "a result row would have two fields named " + field.name());
        unique = false;
      }
    }
    return unique;
  }

  private static void problem(StepContext context, String rule) {
    context.config().problems().add(context.spec().at(), context.name(), rule);
  }

  /** What it keeps for each group that grows with the group's rows, in words. */
  List<String> keeps() {
    return aggregation.keeps();
  }

  @Override
  public RowType output() {
    return new RowType(aggregation.outputs());
  }

  @Override
  public WindowSpec windows() {
    return windows;
  }

  @Override
  boolean keepsBatches() {
    return aggregation.inBuckets();
  }

  @Override
  PCollectionTuple over(RowStream stream, String path) {
    return aggregation.inBuckets() && stream.batches().isPresent()
        ? stream.batches().get().apply(path, aggregation.ofBatches())
        : super.over(stream, path);
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    return aggregation.expand(rows);
  }
}
