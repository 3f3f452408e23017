package dev.mainstem.launch;

import dev.mainstem.cutover.OwnTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the two sides of a stream met in a run.
 *
 * @param at the instant of the cut-over, or null where both sides count everything
 * @param copies how many rows were found to be copies of others
 */
public record Seam(@Nullable Instant at, Side history, Side live, long copies) {

  /**
   * The rows of one side.
   *
   * @param owned the event times of those that count
   * @param left the event times of those that were left to the other side
   */
  public record Side(Optional<TimeSpan> owned, Optional<TimeSpan> left) {

    static Side of(String side, Counts counts) {
      return new Side(counts.times(side, OwnTime.OWNED), counts.times(side, OwnTime.NOT_OWNED));
    }
  }

  /**
   * How they have met so far.
   *
   * @param at the instant of the cut-over, or null
   */
  public static Seam of(@Nullable Instant at, Counts counts) {
    return new Seam(
        at,
        Side.of(OwnTime.HISTORY, counts),
        Side.of(OwnTime.LIVE, counts),
        counts.of("dedupe", "copies"));
  }

  /** The event time of the last row that counts from the history; nothing if none does. */
  public Optional<Instant> lastOfHistory() {
    return history.owned().map(TimeSpan::newest);
  }

  /** The event time of the first row that counts from live; nothing if none does. */
  public Optional<Instant> firstOfLive() {
    return live.owned().map(TimeSpan::oldest);
  }

  /** Where rows may be missing, by what the sides themselves hold. */
  public List<SuspectedGap> gaps() {
    return SuspectedGap.of(this);
  }
}
