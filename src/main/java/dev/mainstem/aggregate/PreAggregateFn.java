package dev.mainstem.aggregate;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowStream;
import dev.mainstem.windowing.Slices;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates the rows of each bundle, so that only what is known of them goes to those who keep
 * state: the buckets of each slice, at the latest event time among their rows.
 *
 * <p>The runner holds the watermark while a bundle is open, so what it gives out at its end is no
 * later than its rows were. An earlier time of the slice could be behind the watermark, and would
 * not hold it on the way to where windows are.
 */
abstract class PreAggregateFn<T> extends DoFn<T, KV<Integer, Bucket>> {

  static final TupleTag<KV<Integer, Bucket>> BUCKETS = new TupleTag<>("buckets") {};

  private static final long serialVersionUID = 1L;

  private final Grouping grouping;
  private final Slices slices;
  private final GroupBuckets shares;
  private final BucketCoder coder;
  private transient BundleSlices known;

  private PreAggregateFn(Grouping grouping, Slices slices, GroupBuckets shares, BucketCoder coder) {
    this.grouping = grouping;
    this.slices = slices;
    this.shares = shares;
    this.coder = coder;
    this.known = new BundleSlices(slices, shares, coder);
  }

  /** The step {@code PreAggregate} over rows, in batches or one by one. */
  static PCollectionTuple over(
      RowStream stream, Grouping grouping, Slices slices, GroupBuckets shares, BucketCoder coder) {
    return stream
        .batches()
        .map(b -> b.apply("PreAggregate", outputs(new OfBatches(grouping, slices, shares, coder))))
        .orElseGet(
            () ->
                stream
                    .rows()
                    .apply("PreAggregate", outputs(new OfRows(grouping, slices, shares, coder))));
  }

  private static <T> ParDo.MultiOutput<T, KV<Integer, Bucket>> outputs(PreAggregateFn<T> fn) {
    return ParDo.of(fn).withOutputTags(BUCKETS, TupleTagList.of(Rejected.TAG));
  }

  @Setup
  public void setup() {
    grouping.open();
  }

  /** What a bundle that failed has left behind comes once more. */
  @StartBundle
  public void startBundle() {
    known = new BundleSlices(slices, shares, coder);
  }

  /** A row at its event time. */
  final void add(Row row, long time, MultiOutputReceiver out) {
    List<@Nullable Object> values = grouping.values(row, time, out);
    if (values == null) {
      return;
    }
    for (Accumulator accumulator : known.of(time).accumulators(grouping.group(row), time)) {
      accumulator.add(values);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    known.all().forEach(slice -> give(slice, context));
    startBundle();
    grouping.flush();
  }

  private void give(Slice slice, FinishBundleContext context) {
    Instant latest = Instant.ofEpochMilli(slice.latest());
    @Nullable Bucket[] buckets = slice.buckets();
    for (int i = 0; i < buckets.length; i++) {
      Bucket bucket = buckets[i];
      if (bucket != null) {
        KV<Integer, Bucket> keyed = KV.of(shares.key(i), bucket);
        context.output(BUCKETS, keyed, latest, GlobalWindow.INSTANCE);
      }
    }
  }

  private static final class OfRows extends PreAggregateFn<Row> {

    private static final long serialVersionUID = 1L;

    OfRows(Grouping grouping, Slices slices, GroupBuckets shares, BucketCoder coder) {
      super(grouping, slices, shares, coder);
    }

    @ProcessElement
    public void process(@Element Row row, @Timestamp Instant time, MultiOutputReceiver out) {
      add(row, time.getMillis(), out);
    }
  }

  private static final class OfBatches extends PreAggregateFn<RowBatch> {

    private static final long serialVersionUID = 1L;

    OfBatches(Grouping grouping, Slices slices, GroupBuckets shares, BucketCoder coder) {
      super(grouping, slices, shares, coder);
    }

    @ProcessElement
    public void process(@Element RowBatch batch, MultiOutputReceiver out) {
      for (int i = 0; i < batch.size(); i++) {
        add(batch.row(i), batch.time(i), out);
      }
    }
  }
}
