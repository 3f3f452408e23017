package dev.mainstem.aggregate;

import dev.mainstem.record.Tally;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.windowing.RejectLate;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Drops the buckets whose window is closed, as Beam would behind it, and counts their rows, which
 * Beam would not: to it a bucket is one element.
 *
 * <p>The windows behind have a watermark that is never ahead of this step's, so none of them drops
 * a bucket that passed.
 */
final class InTimeFn extends DoFn<KV<Integer, Bucket>, KV<Integer, Bucket>> {

  private static final long serialVersionUID = 1L;

  /** Never set: a step that declares a timer may ask it for the watermark. */
  @TimerId("watermark")
  private final TimerSpec watermarkSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final String step;
  private final WindowSpec windows;
  private transient Tally tally;

  /**
   * @param windows of which a slice is in one
   */
  InTimeFn(String step, WindowSpec windows) {
    this.step = step;
    this.windows = windows;
    this.tally = new Tally(step);
  }

  @Setup
  public void setup() {
    tally = new Tally(step);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Bucket> bucket,
      @Timestamp Instant time,
      @TimerId("watermark") Timer timer,
      OutputReceiver<KV<Integer, Bucket>> out) {
    long watermark = timer.getCurrentRelativeTime().getMillis();
    if (RejectLate.isInTime(time.getMillis(), watermark, windows)) {
      out.output(bucket);
    } else {
      tally.add(Tally.LATE, bucket.getValue().rows());
    }
  }

  @OnTimer("watermark")
  public void never() {}

  @FinishBundle
  public void finishBundle() {
    tally.flush();
  }
}
