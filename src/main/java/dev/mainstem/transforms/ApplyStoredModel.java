package dev.mainstem.transforms;

import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code ApplyModel} over models that were written before: they are read when the pipeline is put
 * together, and no row waits.
 */
final class ApplyStoredModel extends RowTransform {

  private static final long serialVersionUID = 1L;

  private final Side side;
  private final RowType output;
  private final @Nullable WindowSpec windows;
  private final transient StepContext context;
  private final transient Scoring scoring;
  private final transient StoredModels models;

  /**
   * @param side whose rows are scored
   */
  ApplyStoredModel(
      StepContext context, Side side, ModelShape shape, ScoreSpec spec, StoredModels models) {
    this.side = side;
    this.output = spec.output(context.input());
    this.windows = context.inputWindows();
    this.context = context;
    this.scoring = new Scoring(context, shape.group(), spec);
    this.models = models;
  }

  @Override
  public RowType output() {
    return output;
  }

  @Override
  public @Nullable WindowSpec windows() {
    return windows;
  }

  @Override
  public Side side() {
    return side;
  }

  /**
   * @throws dev.mainstem.spec.EnvironmentException if the models can't be read
   */
  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    return RowByRow.of(context, output, new Score(scoring, models.read())).expand(rows);
  }

  /** Scores one row. */
  private static final class Score extends RowStep {

    private static final long serialVersionUID = 1L;

    private final Scoring scoring;
    private final GroupedModels models;

    Score(Scoring scoring, GroupedModels models) {
      this.scoring = scoring;
      this.models = models;
    }

    @Override
    void open() {
      scoring.open();
    }

    @Override
    @Nullable Row process(Row row, MultiOutputReceiver out) {
      return scoring.score(row, models, out);
    }

    @Override
    void flush() {
      scoring.flush();
    }
  }
}
