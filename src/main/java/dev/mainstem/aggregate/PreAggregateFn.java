package dev.mainstem.aggregate;

import dev.mainstem.windowing.Slices;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates the rows of each bundle, so that only what is known of them goes to those who keep
 * state: buckets, at the first instants of their slices.
 *
 * <p>The runner holds the watermark while a bundle is open, so what it gives out at its end is no
 * later than its rows were.
 */
final class PreAggregateFn extends DoFn<Row, KV<Integer, Bucket>> {

  static final TupleTag<KV<Integer, Bucket>> BUCKETS = new TupleTag<>("buckets") {};

  private static final long serialVersionUID = 1L;

  private final Grouping grouping;
  private final Slices slices;
  private final AccumulatorsCoder accumulators;
  private transient Map<Long, Bucket[]> known;
  private transient long sliceStart;
  private transient Bucket @Nullable [] slice;

  PreAggregateFn(Grouping grouping, Slices slices, AccumulatorsCoder accumulators) {
    this.grouping = grouping;
    this.slices = slices;
    this.accumulators = accumulators;
    this.known = new HashMap<>();
  }

  @Setup
  public void setup() {
    grouping.open();
  }

  /** What a bundle that failed has left behind comes once more. */
  @StartBundle
  public void startBundle() {
    known = new HashMap<>();
    slice = null;
  }

  @ProcessElement
  public void process(@Element Row row, @Timestamp Instant time, MultiOutputReceiver out) {
    @Nullable Object[] values = grouping.values(row, out);
    if (values == null) {
      return;
    }
    List<@Nullable Object> group = grouping.group(row);
    Bucket bucket = buckets(slices.startOf(time.getMillis()))[Bucket.of(group)];
    List<@Nullable Object> added = Arrays.asList(values);
    for (Accumulator accumulator : bucket.accumulators(group, accumulators::create)) {
      accumulator.add(added);
    }
  }

  /** Most rows are of the slice of the row before. */
  private Bucket[] buckets(long start) {
    Bucket[] last = slice;
    if (last == null || sliceStart != start) {
      last = known.computeIfAbsent(start, s -> newBuckets());
      slice = last;
      sliceStart = start;
    }
    return last;
  }

  private static Bucket[] newBuckets() {
    Bucket[] buckets = new Bucket[Bucket.COUNT];
    Arrays.setAll(buckets, i -> new Bucket());
    return buckets;
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    Map<Long, Bucket[]> finished = Objects.requireNonNull(known);
    finished.forEach((start, buckets) -> give(Instant.ofEpochMilli(start), buckets, context));
    known = new HashMap<>();
    slice = null;
    grouping.flush();
  }

  private static void give(Instant start, Bucket[] buckets, FinishBundleContext context) {
    for (int i = 0; i < buckets.length; i++) {
      if (buckets[i].size() > 0) {
        context.output(BUCKETS, KV.of(i, buckets[i]), start, GlobalWindow.INSTANCE);
      }
    }
  }
}
