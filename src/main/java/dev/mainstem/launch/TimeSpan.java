package dev.mainstem.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The event times of some rows.
 *
 * @param oldest the first of them
 * @param newest the last of them, which may be the same
 * @param rows how many rows there are, at least one
 */
public record TimeSpan(Instant oldest, Instant newest, long rows) {

  static TimeSpan of(long oldestMillis, long newestMillis, long rows) {
    return new TimeSpan(
        Instant.ofEpochMilli(oldestMillis), Instant.ofEpochMilli(newestMillis), rows);
  }

  /** The span of these rows and of others. */
  TimeSpan with(TimeSpan other) {
    return new TimeSpan(
        oldest.isBefore(other.oldest) ? oldest : other.oldest,
        newest.isAfter(other.newest) ? newest : other.newest,
        rows + other.rows);
  }

  /** How far the rows are apart on average; nothing for one alone. */
  Optional<Duration> meanDistance() {
    return rows < 2
        ? Optional.empty()
        : Optional.of(Duration.between(oldest, newest).dividedBy(rows - 1));
  }
}
