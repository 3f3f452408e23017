package dev.mainstem.transforms;

import dev.mainstem.aggregate.WindowEnds;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.TimerMap;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Scores the rows of a bucket, each by the model of its group from the last window that ended at or
 * before its time.
 *
 * <p>Models come at the last instant of their windows. So once the watermark has passed an end, all
 * models of windows that ended by then are there, and rows of the time until the next end can be
 * scored. Until then they wait, and the timer that wakes them holds the watermark, so that none of
 * them is late behind. Ends are passed one after the other, whatever order models and rows come in:
 * at each, its models take the places of those before them, and then its rows are scored.
 */
final class ScoreByWindow extends DoFn<KV<Integer, RawUnionValue>, Row> {

  private static final long serialVersionUID = 1L;
  private static final String WAITING = "waiting";
  private static final String WAITING_LENGTHS = "waiting_lengths";
  private static final String COMING = "coming";
  private static final String COMING_LENGTHS = "coming_lengths";
  private static final String NEWEST = "newest";
  private static final String PASSED = "passed";
  private static final String ENDS = "ends";

  /** Rows, by the last end before them. */
  @StateId(WAITING)
  private final StateSpec<MapState<KV<Long, Integer>, TimestampedValue<Row>>> waitingSpec;

  @StateId(WAITING_LENGTHS)
  private final StateSpec<MapState<Long, Integer>> waitingLengthsSpec =
      StateSpecs.map(VarLongCoder.of(), VarIntCoder.of());

  /** Models of windows whose end the watermark has not passed, by that end. */
  @StateId(COMING)
  private final StateSpec<MapState<KV<Long, Integer>, Row>> comingSpec;

  @StateId(COMING_LENGTHS)
  private final StateSpec<MapState<Long, Integer>> comingLengthsSpec =
      StateSpecs.map(VarLongCoder.of(), VarIntCoder.of());

  /** Of each group the model of the last of its windows that has ended. */
  @StateId(NEWEST)
  private final StateSpec<MapState<Row, Row>> newestSpec;

  /** The last end at which anything was to be done. */
  @StateId(PASSED)
  private final StateSpec<ValueState<Long>> passedSpec = StateSpecs.value(VarLongCoder.of());

  @TimerFamily(ENDS)
  @SuppressWarnings("unused") // Beam finds it by its annotation
  private final TimerSpec endsSpec = TimerSpecs.timerMap(TimeDomain.EVENT_TIME);

  private final Scoring scoring;
  private final ModelShape shape;
  private final WindowEnds windowEnds;
  private final RowKey group;

  ScoreByWindow(Scoring scoring, ModelShape shape, WindowEnds windowEnds, Schema modelSchema) {
    this.scoring = scoring;
    this.shape = shape;
    this.windowEnds = windowEnds;
    this.group = new RowKey(modelSchema, shape.group());
    KvCoder<Long, Integer> place = KvCoder.of(VarLongCoder.of(), VarIntCoder.of());
    RowCoder model = RowCoder.of(modelSchema);
    this.waitingSpec =
        StateSpecs.map(place, TimestampedValueCoder.of(RowCoder.of(scoring.input())));
    this.comingSpec = StateSpecs.map(place, model);
    this.newestSpec = StateSpecs.map(RowCoder.of(group.schema()), model);
  }

  @Setup
  public void setup() {
    scoring.open();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, RawUnionValue> element,
      @Timestamp Instant time,
      @StateId(WAITING) MapState<KV<Long, Integer>, TimestampedValue<Row>> rows,
      @StateId(WAITING_LENGTHS) MapState<Long, Integer> rowLengths,
      @StateId(COMING) MapState<KV<Long, Integer>, Row> models,
      @StateId(COMING_LENGTHS) MapState<Long, Integer> modelLengths,
      @StateId(NEWEST) MapState<Row, Row> newest,
      @StateId(PASSED) ValueState<Long> passed,
      @TimerFamily(ENDS) TimerMap ends,
      MultiOutputReceiver out) {
    ListsByTime<TimestampedValue<Row>> waiting = new ListsByTime<>(rowLengths, rows);
    ListsByTime<Row> coming = new ListsByTime<>(modelLengths, models);
    if (element.getValue().getUnionTag() == ScoreRows.MODELS) {
      ScoreRows.rows(element.getValue()).forEach(model -> expect(model, coming, ends));
      return;
    }
    TimestampedValue<Row> row = TimestampedValue.of((Row) element.getValue().getValue(), time);
    long since = windowEnds.lastUntil(time.getMillis());
    boolean nothingDue = waiting.isEmpty() && coming.isEmpty();
    if (isPassed(since, passed.read()) || (nothingDue && isBehindWatermark(since, ends))) {
      score(row, since, newest, out);
    } else if (waiting.add(since, row)) {
      wakeAt(since, ends);
    }
  }

  private void expect(Row model, ListsByTime<Row> coming, TimerMap ends) {
    long end = WindowEnds.of(model);
    if (shape.modelOf(model, null).isPresent() && coming.add(end, model)) {
      wakeAt(end, ends);
    }
  }

  private static boolean isPassed(long end, @Nullable Long passed) {
    return passed != null && end <= passed;
  }

  private static boolean isBehindWatermark(long end, TimerMap ends) {
    return end <= ends.get(String.valueOf(end)).getCurrentRelativeTime().getMillis();
  }

  /**
   * A timer goes off when the watermark is behind its time, which is when it has reached the end.
   */
  private static void wakeAt(long end, TimerMap ends) {
    long before = Math.max(end - 1, BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis());
    ends.set(String.valueOf(end), Instant.ofEpochMilli(before));
  }

  @OnTimerFamily(ENDS)
  public void onEnd(
      @TimerId String timer,
      @StateId(WAITING) MapState<KV<Long, Integer>, TimestampedValue<Row>> rows,
      @StateId(WAITING_LENGTHS) MapState<Long, Integer> rowLengths,
      @StateId(COMING) MapState<KV<Long, Integer>, Row> models,
      @StateId(COMING_LENGTHS) MapState<Long, Integer> modelLengths,
      @StateId(NEWEST) MapState<Row, Row> newest,
      @StateId(PASSED) ValueState<Long> passed,
      MultiOutputReceiver out) {
    long end = Long.parseLong(timer);
    new ListsByTime<>(modelLengths, models)
        .takeAll(end, model -> newest.put(group.of(model), model));
    new ListsByTime<>(rowLengths, rows).takeAll(end, row -> score(row, end, newest, out));
    if (!isPassed(end, passed.read())) {
      passed.write(end);
    }
  }

  private void score(
      TimestampedValue<Row> row, long since, MapState<Row, Row> newest, MultiOutputReceiver out) {
    Row model = newest.get(scoring.keyOf(row.getValue())).read();
    Row scored = scoring.score(row.getValue(), fitted(model, since), out);
    if (scored != null) {
      out.get(Rows.TAG).outputWithTimestamp(scored, row.getTimestamp());
    }
  }

  /** A model that the row's group had at the time; a late row may come when it has but a newer. */
  private @Nullable FittedModel fitted(@Nullable Row model, long since) {
    if (model == null || WindowEnds.of(model) > since) {
      return null;
    }
    String version = java.time.Instant.ofEpochMilli(WindowEnds.of(model)).toString();
    return shape.modelOf(model, version).orElseThrow();
  }

  @FinishBundle
  public void finishBundle() {
    scoring.flush();
  }
}
