package dev.mainstem.windowing;

import dev.mainstem.record.JodaTime;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.WindowSpec;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Rejects rows that come too late for their window, before Beam would drop them.
 *
 * <p>Only a step with timers can see its watermark, and it needs keys; those here are random, to
 * spread the rows. The windows behind have a watermark that is never ahead of this step's, so none
 * of them drops a row that passed.
 */
public final class RejectLate extends PTransform<PCollection<Row>, PCollectionTuple> {

  /** The name of the stage in rejected records and counters. */
  public static final String STAGE = "late";

  private static final long serialVersionUID = 1L;
  private static final int SHARDS = 256;

  private final WindowSpec windowing;
  private final boolean asked;

  private RejectLate(WindowSpec windowing, boolean asked) {
    this.windowing = windowing;
    this.asked = asked;
  }

  /**
   * What a definition asks for: nothing, unless it says {@code late: reject} and has windows that
   * close. A dedupe has told the late rows already.
   */
  public static RejectLate of(Definition definition) {
    boolean asked =
        definition.rejectLate()
            && definition.windowing().isBounded()
            && definition.cutover().dedupe() == null;
    return new RejectLate(definition.windowing(), asked);
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    if (!asked) {
      return PCollectionTuple.of(Rows.TAG, rows);
    }
    Schema schema = rows.getSchema();
    PCollectionTuple outputs =
        rows.apply("Spread", ParDo.of(new SpreadFn()))
            .setCoder(KvCoder.of(VarIntCoder.of(), RowCoder.of(schema)))
            .apply(
                "InTime",
                ParDo.of(new InTimeFn(schema, windowing))
                    .withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(Rows.TAG).setRowSchema(schema);
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  /** The last instant of the last window that an event time falls into. */
  static long lastMillisOfWindow(long time, WindowSpec windowing) {
    return switch (windowing.kind()) {
      case FIXED ->
          AlignedWindows.lastStart(time, millis(windowing.size()), millis(windowing.offset()))
              + millis(windowing.size())
              - 1;
      case SLIDING ->
          AlignedWindows.lastStart(time, millis(windowing.period()), 0)
              + millis(windowing.size())
              - 1;
      case SESSIONS -> time + millis(windowing.gap()) - 1;
      case GLOBAL -> Long.MAX_VALUE;
    };
  }

  private static long millis(java.time.Duration duration) {
    return JodaTime.of(duration).getMillis();
  }

  private static final class SpreadFn extends DoFn<Row, KV<Integer, Row>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<KV<Integer, Row>> out) {
      out.output(KV.of(ThreadLocalRandom.current().nextInt(SHARDS), row));
    }
  }

  private static final class InTimeFn extends DoFn<KV<Integer, Row>, Row> {

    private static final long serialVersionUID = 1L;

    /** Never set: a step that declares a timer may ask it for the watermark. */
    @TimerId("watermark")
    private final TimerSpec watermarkSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    private final Schema schema;
    private final WindowSpec windowing;
    private transient StepRejects rejects;

    InTimeFn(Schema schema, WindowSpec windowing) {
      this.schema = schema;
      this.windowing = windowing;
      setup();
    }

    @Setup
    public void setup() {
      rejects = new StepRejects(STAGE, schema);
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Row> element,
        @Timestamp Instant timestamp,
        @TimerId("watermark") Timer timer,
        MultiOutputReceiver out) {
      long watermark = timer.getCurrentRelativeTime().getMillis();
      long last = lastMillisOfWindow(timestamp.getMillis(), windowing);
      if (watermark <= last || watermark - last <= millis(windowing.allowedLateness())) {
        out.get(Rows.TAG).output(element.getValue());
        return;
      }
      String reason =
          "is late: expected to come before the watermark %s, found event time %s"
              .formatted(Instant.ofEpochMilli(watermark), timestamp);
      rejects.reject(element.getValue(), "is late", reason, out);
    }

    @OnTimer("watermark")
    public void never() {}

    @FinishBundle
    public void finishBundle() {
      rejects.tally().flush();
    }
  }
}
