package dev.mainstem.cutover;

import dev.mainstem.record.JodaTime;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.CutoverSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts each record once, whichever side its copies come from.
 *
 * <p>Two records are copies when they agree in the identifying fields and their event times lie no
 * further apart than {@code within}. Whether a record is late is decided first: when its event time
 * + {@code within} + the allowed lateness is behind this step's own watermark. An id is forgotten
 * when the newest copy that it can have, {@code within} after it, would be late by that line. So a
 * copy is either found or late, and never counted twice.
 *
 * <p>The state is the event times of each id that can still have copies. Of a whole record the
 * fields that a file's name gives are compared only where both records have them: the other side
 * may not know them, and a copy of it is one all the same.
 */
public final class Dedupe extends PTransform<PCollection<Row>, PCollectionTuple> {

  /** The name of the stage in rejected records and counters. */
  public static final String STAGE = "dedupe";

  private static final long serialVersionUID = 1L;

  private final CutoverSpec.Dedupe spec;
  private final Duration allowedLateness;
  private final boolean rejectLate;

  private Dedupe(CutoverSpec.Dedupe spec, Duration allowedLateness, boolean rejectLate) {
    this.spec = spec;
    this.allowedLateness = allowedLateness;
    this.rejectLate = rejectLate;
  }

  /**
   * The dedupe of a definition.
   *
   * @param allowedLateness of the windows behind it; the longest, if they differ
   * @param rejectLate whether late records are rejected, or only counted
   */
  public static Dedupe by(CutoverSpec.Dedupe spec, Duration allowedLateness, boolean rejectLate) {
    return new Dedupe(spec, allowedLateness, rejectLate);
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    Schema schema = rows.getSchema();
    RowKey key = new RowKey(schema, spec.by());
    RowKey ifKnown = new RowKey(schema, spec.byIfKnown());
    PCollectionTuple outputs =
        rows.apply("ById", ParDo.of(new ByIdFn(key)))
            .setCoder(KvCoder.of(RowCoder.of(key.schema()), RowCoder.of(schema)))
            .apply(
                "Once",
                ParDo.of(new OnceFn(schema, ifKnown, spec.within(), allowedLateness, rejectLate))
                    .withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(Rows.TAG).setRowSchema(schema);
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  private static final class ByIdFn extends DoFn<Row, KV<Row, Row>> {

    private static final long serialVersionUID = 1L;

    private final RowKey key;

    ByIdFn(RowKey key) {
      this.key = key;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<KV<Row, Row>> out) {
      out.output(KV.of(key.of(row), row));
    }
  }

  /** Passes the first of the records that are copies; its key is what they agree in. */
  static final class OnceFn extends DoFn<KV<Row, Row>, Row> {

    private static final long serialVersionUID = 1L;
    private static final long END_OF_TIME = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

    /** Of each record that was passed: its event time, and what tells it apart if known. */
    @StateId("passed")
    private final StateSpec<ValueState<List<KV<Long, Row>>>> passedSpec;

    @TimerId("forget")
    private final TimerSpec forgetSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    private final Schema schema;
    private final RowKey ifKnown;
    private final long withinMillis;

    /** How far behind the watermark a record is late. */
    private final long lateMillis;

    /** How far behind the watermark all copies of a record are late. */
    private final long keepMillis;

    private final boolean rejectLate;
    private transient StepRejects rejects;

    OnceFn(
        Schema schema,
        RowKey ifKnown,
        Duration within,
        Duration allowedLateness,
        boolean rejectLate) {
      this.schema = schema;
      this.ifKnown = ifKnown;
      this.passedSpec =
          StateSpecs.value(
              ListCoder.of(KvCoder.of(VarLongCoder.of(), RowCoder.of(ifKnown.schema()))));
      this.withinMillis = millis(within);
      this.lateMillis = withinMillis + millis(allowedLateness);
      this.keepMillis = withinMillis + lateMillis;
      this.rejectLate = rejectLate;
      this.rejects = new StepRejects(STAGE, schema);
    }

    /** No two event times are further apart than all of Beam's time, and no sum overflows. */
    private static long millis(Duration duration) {
      long all = END_OF_TIME - BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
      return Math.min(all, JodaTime.of(duration).getMillis());
    }

    @Setup
    public void setup() {
      rejects = new StepRejects(STAGE, schema);
    }

    @ProcessElement
    public void process(
        @Element KV<Row, Row> element,
        @Timestamp Instant timestamp,
        @StateId("passed") ValueState<List<KV<Long, Row>>> passed,
        @TimerId("forget") Timer forget,
        MultiOutputReceiver out) {
      long watermark = forget.getCurrentRelativeTime().getMillis();
      long time = timestamp.getMillis();
      if (time + lateMillis < watermark) {
        late(element.getValue(), time, watermark, out);
        return;
      }
      KV<Long, Row> record = KV.of(time, ifKnown.of(element.getValue()));
      List<KV<Long, Row>> kept = stillKept(passed.read(), watermark);
      if (kept.stream().anyMatch(other -> isCopy(other, record))) {
        rejects.tally().count("copies");
        return;
      }
      kept.add(record);
      passed.write(kept);
      // one more millisecond: at the line itself a copy is not late yet
      long line = Math.min(newest(kept) + keepMillis + 1, END_OF_TIME);
      forget.withNoOutputTimestamp().set(Instant.ofEpochMilli(line));
      out.get(Rows.TAG).output(element.getValue());
    }

    @OnTimer("forget")
    public void forget(@StateId("passed") ValueState<List<KV<Long, Row>>> passed) {
      passed.clear();
    }

    @FinishBundle
    public void finishBundle() {
      rejects.tally().flush();
    }

    private List<KV<Long, Row>> stillKept(@Nullable List<KV<Long, Row>> passed, long watermark) {
      List<KV<Long, Row>> kept = new ArrayList<>();
      if (passed != null) {
        passed.stream().filter(r -> r.getKey() + keepMillis >= watermark).forEach(kept::add);
      }
      return kept;
    }

    private boolean isCopy(KV<Long, Row> one, KV<Long, Row> other) {
      return Math.abs(one.getKey() - other.getKey()) <= withinMillis
          && agree(one.getValue().getValues(), other.getValue().getValues());
    }

    private static boolean agree(List<@Nullable Object> some, List<@Nullable Object> others) {
      for (int i = 0; i < some.size(); i++) {
        Object one = some.get(i);
        Object other = others.get(i);
        if (one != null && other != null && !one.equals(other)) {
          return false;
        }
      }
      return true;
    }

    private static long newest(List<KV<Long, Row>> kept) {
      return kept.stream().mapToLong(KV::getKey).max().orElseThrow();
    }

    private void late(Row row, long time, long watermark, MultiOutputReceiver out) {
      rejects.tally().count(Tally.LATE);
      if (rejectLate) {
        String reason =
            "is late: expected an event time from %s on, found %s"
                .formatted(
                    Instant.ofEpochMilli(watermark - lateMillis), Instant.ofEpochMilli(time));
        rejects.reject(row, "is late", reason, out);
      }
    }
  }
}
