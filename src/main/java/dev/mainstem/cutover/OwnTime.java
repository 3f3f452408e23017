package dev.mainstem.cutover;

import dev.mainstem.record.JodaTime;
import dev.mainstem.record.Tally;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of a side whose event times it owns.
 *
 * <p>With a cut-over at 12:00, history keeps 11:59:59.999 and live keeps 12:00:00.000; the rows of
 * the other side's time are counted and dropped, because the other side has them.
 */
public final class OwnTime extends PTransform<PCollection<Row>, PCollection<Row>> {

  private static final long serialVersionUID = 1L;

  private final String side;
  private final @Nullable Instant from;
  private final @Nullable Instant before;

  private OwnTime(String side, @Nullable Instant from, @Nullable Instant before) {
    this.side = side;
    this.from = from;
    this.before = before;
  }

  /** What history owns: event times before the instant; all of them if there is none. */
  public static OwnTime ofHistory(java.time.@Nullable Instant at) {
    return new OwnTime("history", null, at == null ? null : firstMillisFrom(at));
  }

  /** What live owns: event times from the instant on; all of them if there is none. */
  public static OwnTime ofLive(java.time.@Nullable Instant at) {
    return new OwnTime("live", at == null ? null : firstMillisFrom(at), null);
  }

  /** Event times are whole milliseconds: the first one that is not before an instant. */
  private static Instant firstMillisFrom(java.time.Instant at) {
    return JodaTime.of(at.plusNanos(999_999));
  }

  @Override
  public PCollection<Row> expand(PCollection<Row> rows) {
    if (from == null && before == null) {
      return rows;
    }
    return rows.apply("Owned", ParDo.of(new OwnedFn(side, from, before)))
        .setRowSchema(rows.getSchema());
  }

  private static boolean isOwned(
      Instant eventTime, @Nullable Instant from, @Nullable Instant before) {
    return (from == null || !eventTime.isBefore(from))
        && (before == null || eventTime.isBefore(before));
  }

  private static final class OwnedFn extends DoFn<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final String side;
    private final @Nullable Instant from;
    private final @Nullable Instant before;
    private transient Tally tally;

    OwnedFn(String side, @Nullable Instant from, @Nullable Instant before) {
      this.side = side;
      this.from = from;
      this.before = before;
      this.tally = new Tally(side);
    }

    @Setup
    public void setup() {
      tally = new Tally(side);
    }

    @ProcessElement
    public void process(@Element Row row, @Timestamp Instant eventTime, OutputReceiver<Row> out) {
      if (isOwned(eventTime, from, before)) {
        out.output(row);
      } else {
        tally.count("not_owned");
      }
    }

    @FinishBundle
    public void finishBundle() {
      tally.flush();
    }
  }
}
