package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.RowParser;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.beam.sdk.values.Row;

/**
 * Holds the rows of one file to the order that the definition promises: none is older than the
 * newest before it, less the allowed disorder. Not thread-safe.
 *
 * <p>With five minutes, 10:00, 10:07, 10:02 is in order; the 10:01 behind it is not.
 */
final class PromisedOrder {

  private final long allowedMillis;
  private final boolean stops;
  private long newest;

  /**
   * @param stops whether a breach ends the run, or is a bad record
   * @param newest the newest event time of the file so far, or {@link OrderedMark#NONE}
   */
  PromisedOrder(Duration allowed, boolean stops, long newest) {
    this.allowedMillis = allowed.toMillis();
    this.stops = stops;
    this.newest = newest;
  }

  /**
   * A receiver that passes rows in order on, and others as bad records of their text.
   *
   * @param text asked only of rows that are not
   * @param place of the text, for whoever has to look at it
   */
  JsonRecords.Receiver before(
      JsonRecords.Receiver receiver,
      RowParser rows,
      Supplier<String> text,
      Supplier<String> place) {
    return new JsonRecords.Receiver() {
      @Override
      public void row(Row row) {
        long time = rows.eventTimeOf(row).getMillis();
        if (isInOrder(time)) {
          newest = Math.max(newest, time);
          receiver.row(row);
        } else if (stops) {
          throw new DisorderException(place.get() + ": " + breach(time).getMessage());
        } else {
          receiver.bad(breach(time), 0, text.get());
        }
      }

      @Override
      public void bad(BadValue why, int element, String raw) {
        receiver.bad(why, element, raw);
      }
    };
  }

  /** A breach that ends the run, because the definition says so. */
  static final class DisorderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DisorderException(String message) {
      super(
          message
              + "; sort the file, allow more with stream.max_out_of_orderness, or let such rows be"
              + " rejected with history.disorder: reject");
    }
  }

  private boolean isInOrder(long time) {
    return newest == OrderedMark.NONE || time >= newest - allowedMillis;
  }

  private BadValue breach(long time) {
    return new BadValue(
        "expected the order of event times",
        "%s behind %s".formatted(Instant.ofEpochMilli(time), Instant.ofEpochMilli(newest)));
  }
}
