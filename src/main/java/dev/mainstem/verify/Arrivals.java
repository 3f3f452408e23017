package dev.mainstem.verify;

import dev.mainstem.rehearsal.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;

/**
 * Rows as a topic may bring them: out of order by as much as is allowed, and some of them twice, in
 * front of a watermark that lags by as much. So none of them is late. Not thread-safe.
 */
final class Arrivals {

  /** One row in so many comes twice. */
  private static final int TWICE = 10;

  /** How often the watermark moves: each move is a round of the runner. */
  private static final int MOVES = 50;

  private final Duration disorder;
  private final boolean copies;
  private final Random random;

  /** A row, and when it comes: at a time that is not before its own. */
  private record Coming(TimestampedValue<Row> row, long at) {}

  /**
   * @param disorder how far rows may be out of order
   * @param copies whether a row may come twice
   */
  Arrivals(Duration disorder, boolean copies, Random random) {
    this.disorder = disorder;
    this.copies = copies;
    this.random = random;
  }

  /** The rows in an order that they may come in. */
  Feed of(List<TimestampedValue<Row>> rows) {
    List<Coming> coming = new ArrayList<>();
    for (TimestampedValue<Row> row : rows) {
      coming.add(coming(row));
      if (copies && random.nextInt(TWICE) == 0) {
        coming.add(coming(row));
      }
    }
    coming.sort(Comparator.comparingLong(Coming::at));
    return feed(coming);
  }

  private Coming coming(TimestampedValue<Row> row) {
    long delay = (long) (random.nextDouble() * disorder.toMillis());
    return new Coming(row, row.getTimestamp().getMillis() + delay);
  }

  private Feed feed(List<Coming> coming) {
    Feed feed = new Feed();
    int round = Math.max(1, coming.size() / MOVES);
    long newest = Long.MIN_VALUE;
    long watermark = Long.MIN_VALUE;
    for (int i = 0; i < coming.size(); i++) {
      TimestampedValue<Row> row = coming.get(i).row();
      feed.row(row.getValue(), row.getTimestamp());
      newest = Math.max(newest, row.getTimestamp().getMillis());
      if ((i + 1) % round == 0 && newest - disorder.toMillis() > watermark) {
        watermark = newest - disorder.toMillis();
        feed.watermark(Instant.ofEpochMilli(watermark));
      }
    }
    return feed;
  }
}
