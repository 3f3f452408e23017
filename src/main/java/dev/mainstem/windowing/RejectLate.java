package dev.mainstem.windowing;

import dev.mainstem.record.JodaTime;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StepRejects;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.WindowSpec;
import java.util.List;
import java.util.Optional;
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
 * Rejects rows that come too late for a window, before Beam would drop them: the first one that
 * closes, where steps have windows of their own, so that every step counts the same rows.
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

  private final List<WindowSpec> windowings;

  private RejectLate(List<WindowSpec> windowings) {
    this.windowings = List.copyOf(windowings);
  }

  /**
   * What a definition asks for: nothing, unless it says {@code late: reject} and has windows that
   * close.
   */
  public static Optional<RejectLate> of(Definition definition) {
    List<WindowSpec> closing =
        definition.windowings().stream().filter(WindowSpec::isBounded).toList();
    return definition.rejectLate() && !closing.isEmpty()
        ? Optional.of(new RejectLate(closing))
        : Optional.empty();
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    Schema schema = rows.getSchema();
    PCollectionTuple outputs =
        rows.apply("Spread", ParDo.of(new SpreadFn()))
            .setCoder(KvCoder.of(VarIntCoder.of(), RowCoder.of(schema)))
            .apply(
                "InTime",
                ParDo.of(new InTimeFn(schema, windowings))
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

  /** Whether the last window of an event time is open still, by the line at which Beam drops. */
  public static boolean isInTime(long time, long watermark, WindowSpec windowing) {
    long last = lastMillisOfWindow(time, windowing);
    return watermark <= last || watermark - last <= millis(windowing.allowedLateness());
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
    private final List<WindowSpec> windowings;
    private transient StepRejects rejects;

    InTimeFn(Schema schema, List<WindowSpec> windowings) {
      this.schema = schema;
      this.windowings = windowings;
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
      long time = timestamp.getMillis();
      if (windowings.stream().allMatch(windowing -> isInTime(time, watermark, windowing))) {
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
