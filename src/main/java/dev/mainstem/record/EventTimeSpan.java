package dev.mainstem.record;

import org.apache.beam.sdk.metrics.Metrics;

/**
 * The oldest and the newest event time of the rows that go one way, gathered bundle by bundle as
 * {@link Tally} counts: to a row it costs two comparisons.
 *
 * <p>A Beam distribution of its own name, whose sum has no meaning. Not thread-safe.
 */
public final class EventTimeSpan {

  /** The last word of the distributions' names. */
  public static final String WHAT = "event_time";

  private final String name;
  private long rows;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  /**
   * @param stage the first words of the distribution's name
   */
  public EventTimeSpan(String stage) {
    this.name = stage + Tally.SEPARATOR + WHAT;
  }

  /** Of all rows that a stage reads and counts. */
  public static EventTimeSpan ofRows(String stage) {
    return new EventTimeSpan(stage + Tally.SEPARATOR + Tally.ROWS);
  }

  /** Adds a row. */
  public void add(long eventTimeMillis) {
    rows++;
    oldest = Math.min(oldest, eventTimeMillis);
    newest = Math.max(newest, eventTimeMillis);
  }

  /** Hands the span over to Beam, in the name of the bundle that is being finished. */
  public void flush() {
    if (rows > 0) {
      // a sum of times has no meaning, and would soon be too large
      Metrics.distribution(Tally.NAMESPACE, name).update(0, rows, oldest, newest);
      rows = 0;
      oldest = Long.MAX_VALUE;
      newest = Long.MIN_VALUE;
    }
  }
}
