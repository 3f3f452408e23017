package dev.mainstem.transforms;

import dev.mainstem.record.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Scores the rows of a bucket, which wait in its state until it is told its models.
 *
 * <p>They leave at their own times: what tells the models is at the beginning of time, and until it
 * has come the watermark is there too, so that none of them is late behind. A bucket is told once;
 * after a failure perhaps again, and then it knows already. So what it knows can be kept outside
 * the state, and a row that need not wait asks for no state.
 */
final class ScoreRows extends DoFn<KV<Integer, RawUnionValue>, Row> {

  /** An element that is a row. */
  static final int ROW = 0;

  /** One that tells the models of the bucket, as lists of rows. */
  static final int MODELS = 1;

  private static final long serialVersionUID = 1L;

  @StateId("waiting")
  private final StateSpec<BagState<TimestampedValue<Row>>> waitingSpec;

  @StateId("models")
  private final StateSpec<ValueState<List<Row>>> modelsSpec;

  private final Scoring scoring;
  private final ModelShape shape;
  private final Schema modelSchema;
  private transient Map<Integer, GroupedModels> known;

  ScoreRows(Scoring scoring, ModelShape shape, Schema modelSchema) {
    this.scoring = scoring;
    this.shape = shape;
    this.modelSchema = modelSchema;
    this.waitingSpec = StateSpecs.bag(TimestampedValueCoder.of(RowCoder.of(scoring.input())));
    this.modelsSpec = StateSpecs.value(ListCoder.of(RowCoder.of(modelSchema)));
    this.known = new HashMap<>();
  }

  @Setup
  public void setup() {
    scoring.open();
    known = new HashMap<>();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, RawUnionValue> element,
      @Timestamp Instant time,
      @StateId("waiting") BagState<TimestampedValue<Row>> waiting,
      @StateId("models") ValueState<List<Row>> kept,
      MultiOutputReceiver out) {
    int bucket = element.getKey();
    GroupedModels models = known.get(bucket);
    if (models == null) {
      models = remembered(bucket, kept.read());
    }
    if (element.getValue().getUnionTag() == ROW) {
      Row row = (Row) element.getValue().getValue();
      if (models == null) {
        waiting.add(TimestampedValue.of(row, time));
      } else {
        score(row, time, models, out);
      }
    } else if (models == null) {
      List<Row> told = rows(element.getValue());
      kept.write(told);
      release(waiting, know(bucket, told), out);
    }
  }

  private @Nullable GroupedModels remembered(int bucket, @Nullable List<Row> told) {
    return told == null ? null : know(bucket, told);
  }

  private GroupedModels know(int bucket, List<Row> told) {
    GroupedModels models = GroupedModels.of(told, shape, modelSchema);
    known.put(bucket, models);
    return models;
  }

  @SuppressWarnings("unchecked") // what the coder of this tag has read
  static List<Row> rows(RawUnionValue told) {
    List<Row> rows = new ArrayList<>();
    ((Iterable<List<Row>>) told.getValue()).forEach(rows::addAll);
    return rows;
  }

  private void release(
      BagState<TimestampedValue<Row>> waiting, GroupedModels models, MultiOutputReceiver out) {
    for (TimestampedValue<Row> row : waiting.read()) {
      score(row.getValue(), row.getTimestamp(), models, out);
    }
    waiting.clear();
  }

  private void score(Row row, Instant time, GroupedModels models, MultiOutputReceiver out) {
    Row scored = scoring.score(row, models, out);
    if (scored != null) {
      out.get(Rows.TAG).outputWithTimestamp(scored, time);
    }
  }

  @FinishBundle
  public void finishBundle() {
    scoring.flush();
  }
}
