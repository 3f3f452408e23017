package dev.mainstem.transforms;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.RowKey;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Duration;

/**
 * Tells each bucket once, when all models are fitted, those of its groups; a bucket of none is told
 * that.
 *
 * <p>For that each bucket has an empty list from the start, at the beginning of time. Its time is
 * that of what the bucket is told, so until then the watermark behind stays at the beginning.
 */
final class ModelsPerBucket
    extends PTransform<PCollection<Row>, PCollection<KV<Integer, Iterable<List<Row>>>>> {

  private static final long serialVersionUID = 1L;

  private final List<String> groupBy;
  private final GroupBuckets buckets;

  /**
   * @param groupBy the fields that make a group; without any, all buckets are told the one model
   */
  ModelsPerBucket(List<String> groupBy, GroupBuckets buckets) {
    this.groupBy = List.copyOf(groupBy);
    this.buckets = buckets;
  }

  @Override
  public PCollection<KV<Integer, Iterable<List<Row>>>> expand(PCollection<Row> models) {
    PCollection<KV<Integer, List<Row>>> known = byBucket(models, groupBy, buckets);
    PCollection<KV<Integer, List<Row>>> none =
        models
            .getPipeline()
            .apply("Start", Read.from(new StartSource()))
            .apply("StartOfTime", allTime(TimestampCombiner.EARLIEST))
            .apply("EachBucket", ParDo.of(new EachBucketFn(buckets)))
            .setCoder(known.getCoder());
    return PCollectionList.of(known)
        .and(none)
        .apply("Flatten", Flatten.pCollections())
        .apply("Gather", GroupByKey.create());
  }

  /** Tells the bucket of each model at once, and at its own time. */
  static PTransform<PCollection<Row>, PCollection<KV<Integer, List<Row>>>> asTheyCome(
      List<String> groupBy, GroupBuckets buckets) {
    return new PTransform<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public PCollection<KV<Integer, List<Row>>> expand(PCollection<Row> models) {
        return byBucket(models, groupBy, buckets);
      }
    };
  }

  private static PCollection<KV<Integer, List<Row>>> byBucket(
      PCollection<Row> models, List<String> groupBy, GroupBuckets buckets) {
    Coder<KV<Integer, List<Row>>> coder =
        KvCoder.of(VarIntCoder.of(), ListCoder.of(RowCoder.of(models.getSchema())));
    return models
        .apply("windowing", allTime(TimestampCombiner.EARLIEST))
        .apply(
            "ByBucket", ParDo.of(new ByBucketFn(new RowKey(models.getSchema(), groupBy), buckets)))
        .setCoder(coder);
  }

  /**
   * The one window that answers once, at its end.
   *
   * @param time of its answer
   */
  static <T> Window<T> allTime(TimestampCombiner time) {
    return Window.<T>into(new GlobalWindows())
        .triggering(AfterWatermark.pastEndOfWindow())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes()
        .withTimestampCombiner(time);
  }

  private static final class ByBucketFn extends DoFn<Row, KV<Integer, List<Row>>> {

    private static final long serialVersionUID = 1L;

    private final RowKey key;
    private final GroupBuckets buckets;

    ByBucketFn(RowKey key, GroupBuckets buckets) {
      this.key = key;
      this.buckets = buckets;
    }

    @ProcessElement
    public void process(@Element Row model, OutputReceiver<KV<Integer, List<Row>>> out) {
      if (key.schema().getFieldCount() > 0) {
        out.output(KV.of(buckets.keyOf(key.values(model)), List.of(model)));
        return;
      }
      for (int bucket : buckets.keys()) {
        out.output(KV.of(bucket, List.of(model)));
      }
    }
  }

  private static final class EachBucketFn extends DoFn<Integer, KV<Integer, List<Row>>> {

    private static final long serialVersionUID = 1L;

    private final GroupBuckets buckets;

    EachBucketFn(GroupBuckets buckets) {
      this.buckets = buckets;
    }

    @ProcessElement
    public void process(OutputReceiver<KV<Integer, List<Row>>> out) {
      for (int bucket : buckets.keys()) {
        out.output(KV.of(bucket, List.of()));
      }
    }
  }
}
