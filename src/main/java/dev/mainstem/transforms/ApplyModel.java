package dev.mainstem.transforms;

import dev.mainstem.aggregate.WindowEnds;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Lookup;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.transforms.join.UnionCoder;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * {@code ApplyModel} over the models that another step fits. If these are for all time, rows wait
 * until all of them are there, and are then scored by that of their group. If there are some for
 * each window, a row waits for those of the windows that have ended before it.
 *
 * <p>Rows and models meet by buckets of groups. The rows leave in no window, whatever they came in.
 */
final class ApplyModel extends RowTransform {

  private static final long serialVersionUID = 1L;
  private static final TupleTag<Row> MODELS = new TupleTag<>("models") {};

  private final String model;
  private final Side side;
  private final Scoring scoring;
  private final ModelShape shape;
  private final RowType output;
  private final @Nullable WindowSpec refresh;
  private final GroupBuckets buckets;
  private final transient @Nullable PCollection<Row> models;

  /**
   * @param model the step that fits
   * @param side whose rows are scored
   * @param refresh the windows for each of which there are models; null for models of all time
   */
  ApplyModel(
      String model,
      Side side,
      Scoring scoring,
      ModelShape shape,
      RowType output,
      @Nullable WindowSpec refresh) {
    this(model, side, scoring, shape, output, refresh, GroupBuckets.FOR_ANY, null);
  }

  private ApplyModel(
      String model,
      Side side,
      Scoring scoring,
      ModelShape shape,
      RowType output,
      @Nullable WindowSpec refresh,
      GroupBuckets buckets,
      @Nullable PCollection<Row> models) {
    this.model = model;
    this.side = side;
    this.scoring = scoring;
    this.shape = shape;
    this.output = output;
    this.refresh = refresh;
    this.buckets = buckets;
    this.models = models;
  }

  @Override
  public RowType output() {
    return output;
  }

  @Override
  public @Nullable WindowSpec windows() {
    return null;
  }

  @Override
  public Side side() {
    return side;
  }

  /** The step whose models the rows wait for. */
  String model() {
    return model;
  }

  /** The windows for each of which there are models; nothing if these are for all time. */
  Optional<WindowSpec> refresh() {
    return Optional.ofNullable(refresh);
  }

  @Override
  ApplyModel given(Function<String, PCollection<Row>> steps) {
    return new ApplyModel(
        model, side, scoring, shape, output, refresh, buckets, steps.apply(model));
  }

  @Override
  ApplyModel bound(Map<String, Lookup> lookups, GroupBuckets others) {
    return new ApplyModel(model, side, scoring, shape, output, refresh, others, models);
  }

  @Override
  public Map<TupleTag<?>, PValue> getAdditionalInputs() {
    return models == null ? Map.of() : Map.of(MODELS, models);
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    PCollection<Row> fitted = Objects.requireNonNull(models);
    KvCoder<Integer, RawUnionValue> coder = coder(fitted.getSchema());
    PCollection<KV<Integer, RawUnionValue>> told = told(fitted).setCoder(coder);
    PCollectionTuple outputs =
        PCollectionList.of(byBucket(rows).setCoder(coder))
            .and(told)
            .apply("Meet", Flatten.pCollections())
            .apply(
                "Score",
                ParDo.of(score(fitted.getSchema()))
                    .withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(Rows.TAG).setRowSchema(scoring.output());
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  private PCollection<KV<Integer, RawUnionValue>> told(PCollection<Row> fitted) {
    return refresh == null
        ? fitted
            .apply("Models", new ModelsPerBucket(shape.group(), buckets))
            .apply("Tell", ParDo.of(new TellFn()))
        : fitted
            .apply("Models", ModelsPerBucket.asTheyCome(shape.group(), buckets))
            .apply("Tell", ParDo.of(new TellEachFn()));
  }

  private DoFn<KV<Integer, RawUnionValue>, Row> score(Schema models) {
    return refresh == null
        ? new ScoreRows(scoring, shape, models)
        : new ScoreByWindow(scoring, shape, WindowEnds.of(refresh), models);
  }

  private KvCoder<Integer, RawUnionValue> coder(Schema models) {
    Coder<Row> row = RowCoder.of(scoring.input());
    Coder<?> told = IterableCoder.of(ListCoder.of(RowCoder.of(models)));
    return KvCoder.of(VarIntCoder.of(), UnionCoder.of(List.of(row, told)));
  }

  private PCollection<KV<Integer, RawUnionValue>> byBucket(PCollection<Row> rows) {
    return rows.apply("windowing", ModelsPerBucket.allTime(TimestampCombiner.END_OF_WINDOW))
        .apply("ByBucket", ParDo.of(new ByBucketFn(scoring, shape.groupBy().isEmpty(), buckets)));
  }

  private static final class ByBucketFn extends DoFn<Row, KV<Integer, RawUnionValue>> {

    private static final long serialVersionUID = 1L;

    private final Scoring scoring;
    private final boolean any;
    private final GroupBuckets buckets;
    private final int[] keys;

    /**
     * @param any whether every bucket is told the same
     */
    ByBucketFn(Scoring scoring, boolean any, GroupBuckets buckets) {
      this.scoring = scoring;
      this.any = any;
      this.buckets = buckets;
      this.keys = buckets.keys();
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<KV<Integer, RawUnionValue>> out) {
      int bucket =
          any
              ? keys[ThreadLocalRandom.current().nextInt(keys.length)]
              : buckets.keyOf(scoring.groupOf(row));
      out.output(KV.of(bucket, new RawUnionValue(ScoreRows.ROW, row)));
    }
  }

  private static final class TellFn
      extends DoFn<KV<Integer, Iterable<List<Row>>>, KV<Integer, RawUnionValue>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<List<Row>>> bucket,
        OutputReceiver<KV<Integer, RawUnionValue>> out) {
      RawUnionValue models = new RawUnionValue(ScoreRows.MODELS, bucket.getValue());
      out.output(KV.of(bucket.getKey(), models));
    }
  }

  private static final class TellEachFn
      extends DoFn<KV<Integer, List<Row>>, KV<Integer, RawUnionValue>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Integer, List<Row>> bucket, OutputReceiver<KV<Integer, RawUnionValue>> out) {
      RawUnionValue models = new RawUnionValue(ScoreRows.MODELS, List.of(bucket.getValue()));
      out.output(KV.of(bucket.getKey(), models));
    }
  }
}
