package dev.mainstem.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A span of event time at the seam in which rows may be missing. That none is suspected proves
 * nothing: of what is in neither side nobody can tell.
 *
 * @param from the event time of the last row before it, or of the first that is in no result
 * @param to the event time of the first row behind it, or of the last that is in no result
 */
public record SuspectedGap(Reason reason, Instant from, Instant to) {

  /** How many times longer than the mean distance of rows a silence is that nobody expects. */
  public static final int UNEXPECTED = 10;

  /** Why it is suspected. */
  public enum Reason {
    /** Live left rows to a history that does not reach so far. */
    HISTORY_ENDS_EARLY,
    /** History left rows to a live side that begins later. */
    LIVE_BEGINS_LATE,
    /** No row of a side lies in the time of the other, and the time between them is long. */
    SILENCE
  }

  static List<SuspectedGap> of(Seam seam) {
    List<SuspectedGap> proven =
        Stream.of(historyEndsEarly(seam), liveBeginsLate(seam)).flatMap(Optional::stream).toList();
    return proven.isEmpty() ? silence(seam).stream().toList() : proven;
  }

  private static Optional<SuspectedGap> historyEndsEarly(Seam seam) {
    TimeSpan left = seam.live().left().orElse(null);
    Instant last = seam.lastOfHistory().orElse(null);
    if (left == null || (last != null && !left.newest().isAfter(last))) {
      return Optional.empty();
    }
    Instant from = Objects.requireNonNullElse(last, left.oldest());
    return Optional.of(new SuspectedGap(Reason.HISTORY_ENDS_EARLY, from, left.newest()));
  }

  private static Optional<SuspectedGap> liveBeginsLate(Seam seam) {
    TimeSpan left = seam.history().left().orElse(null);
    Instant first = seam.firstOfLive().orElse(null);
    if (left == null || (first != null && !left.oldest().isBefore(first))) {
      return Optional.empty();
    }
    Instant to = Objects.requireNonNullElse(first, left.newest());
    return Optional.of(new SuspectedGap(Reason.LIVE_BEGINS_LATE, left.oldest(), to));
  }

  /** A side that goes beyond the seam shows that there was nothing; else the length has to do. */
  private static Optional<SuspectedGap> silence(Seam seam) {
    boolean overlap = seam.history().left().isPresent() || seam.live().left().isPresent();
    Optional<Duration> expected = expected(seam);
    if (overlap || seam.lastOfHistory().isEmpty() || seam.firstOfLive().isEmpty()) {
      return Optional.empty();
    }
    Instant from = seam.lastOfHistory().get();
    Instant to = seam.firstOfLive().get();
    return expected
        .filter(longest -> Duration.between(from, to).compareTo(longest) > 0)
        .map(longest -> new SuspectedGap(Reason.SILENCE, from, to));
  }

  /** Of the two sides the one with fewer rows in a time says what is expected. */
  private static Optional<Duration> expected(Seam seam) {
    return Stream.of(seam.history(), seam.live())
        .flatMap(side -> side.owned().flatMap(TimeSpan::meanDistance).stream())
        .max(Comparator.naturalOrder())
        .map(mean -> mean.multipliedBy(UNEXPECTED));
  }
}
