package dev.mainstem.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;

/**
 * What comes on a side of the stream, in order: rows, and moves of the watermark and of the clock.
 * Not thread-safe.
 */
public final class Feed {

  /** One thing that happens. */
  sealed interface Event {}

  /** Rows come, one behind the other. */
  record Rows(List<TimestampedValue<Row>> rows) implements Event {}

  /** The watermark moves to an instant. */
  record Watermark(Instant at) implements Event {}

  /** The clock goes on. */
  record Clock(Duration by) implements Event {}

  private final List<Event> events = new ArrayList<>();

  /** A row comes, at its event time. */
  public void row(Row row, org.joda.time.Instant eventTime) {
    if (events.isEmpty() || !(events.get(events.size() - 1) instanceof Rows)) {
      events.add(new Rows(new ArrayList<>()));
    }
    ((Rows) events.get(events.size() - 1)).rows().add(TimestampedValue.of(row, eventTime));
  }

  /**
   * The watermark moves.
   *
   * @param at behind where it is
   */
  public void watermark(Instant at) {
    events.add(new Watermark(at));
  }

  /** The clock goes on. */
  public void clock(Duration by) {
    events.add(new Clock(by));
  }

  List<Event> events() {
    return List.copyOf(events);
  }
}
