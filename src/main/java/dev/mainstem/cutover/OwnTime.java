package dev.mainstem.cutover;

import dev.mainstem.record.EventTimeSpan;
import dev.mainstem.record.JodaTime;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.Tally;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of a side whose event times it owns.
 *
 * <p>With a cut-over at 12:00, history keeps 11:59:59.999 and live keeps 12:00:00.000; the rows of
 * the other side's time are counted and dropped, because the other side has them. Of both kinds the
 * oldest and the newest are noted.
 */
public final class OwnTime extends PTransform<PCollection<RowBatch>, PCollection<RowBatch>> {

  /** The sides, as the first word of what is counted of them. */
  public static final String HISTORY = "history";

  /** The other one. */
  public static final String LIVE = "live";

  /** What is counted: the rows of the other side's time. */
  public static final String NOT_OWNED = "not_owned";

  /** Those of the side's own. */
  public static final String OWNED = "owned";

  private static final long serialVersionUID = 1L;

  private final String side;
  private final @Nullable Instant from;
  private final @Nullable Instant before;

  private final boolean atSeam;

  private OwnTime(String side, @Nullable Instant from, @Nullable Instant before, boolean atSeam) {
    this.side = side;
    this.atSeam = atSeam;
    this.from = from;
    this.before = before;
  }

  /**
   * What history owns: event times before the instant; all of them if there is none.
   *
   * @param atSeam whether there is another side, so that somebody asks for the oldest and newest
   */
  public static OwnTime ofHistory(java.time.@Nullable Instant at, boolean atSeam) {
    return new OwnTime(HISTORY, null, at == null ? null : firstMillisFrom(at), atSeam);
  }

  /** What live owns: event times from the instant on; all of them if there is none. */
  public static OwnTime ofLive(java.time.@Nullable Instant at, boolean atSeam) {
    return new OwnTime(LIVE, at == null ? null : firstMillisFrom(at), null, atSeam);
  }

  /** Event times are whole milliseconds: the first one that is not before an instant. */
  private static Instant firstMillisFrom(java.time.Instant at) {
    return JodaTime.of(at.plusNanos(999_999));
  }

  @Override
  public PCollection<RowBatch> expand(PCollection<RowBatch> batches) {
    if (from == null && before == null && !atSeam) {
      return batches;
    }
    return batches
        .apply("Owned", ParDo.of(new OwnedFn(side, from, before)))
        .setCoder(batches.getCoder());
  }

  private static final class OwnedFn extends DoFn<RowBatch, RowBatch> {

    private static final long serialVersionUID = 1L;

    private final String side;
    private final long from;
    private final long before;
    private transient Tally tally;
    private transient EventTimeSpan owned;
    private transient EventTimeSpan notOwned;

    OwnedFn(String side, @Nullable Instant from, @Nullable Instant before) {
      this.side = side;
      this.from = from == null ? Long.MIN_VALUE : from.getMillis();
      this.before = before == null ? Long.MAX_VALUE : before.getMillis();
      setup();
    }

    @Setup
    public void setup() {
      tally = new Tally(side);
      owned = new EventTimeSpan(side + Tally.SEPARATOR + OWNED);
      notOwned = new EventTimeSpan(side + Tally.SEPARATOR + NOT_OWNED);
    }

    @ProcessElement
    public void process(@Element RowBatch batch, OutputReceiver<RowBatch> out) {
      RowBatch.Builder kept = new RowBatch.Builder(batch.size());
      for (int i = 0; i < batch.size(); i++) {
        if (isOwned(batch.time(i))) {
          kept.add(batch.row(i), batch.time(i));
        }
      }
      if (kept.size() > 0) {
        out.output(kept.build());
      }
    }

    private boolean isOwned(long time) {
      boolean isOwned = time >= from && time < before;
      (isOwned ? owned : notOwned).add(time);
      if (!isOwned) {
        tally.count(NOT_OWNED);
      }
      return isOwned;
    }

    @FinishBundle
    public void finishBundle() {
      tally.flush();
      owned.flush();
      notOwned.flush();
    }
  }
}
