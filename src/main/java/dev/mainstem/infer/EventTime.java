package dev.mainstem.infer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The field that is the time of a record.
 *
 * @param date the column that it comes from
 * @param clock the column of the time of day, where it is one of its own
 * @param time how the first is a time
 */
record EventTime(Column date, Optional<Column> clock, TimeCandidate time) {

  /** Rows that are no further apart than this are as good as in order. */
  private static final Duration NEARLY_ORDERED = Duration.ofHours(1);

  /**
   * The best of the columns that are times: one that no record lacks, that tells more than the day,
   * and that is in order; of equal ones the first.
   */
  static Optional<EventTime> of(Collection<Column> columns) {
    return columns.stream()
        .filter(column -> column.time().isPresent())
        .map(column -> new EventTime(column, Optional.empty(), column.time().get()))
        .min(
            Comparator.comparing((EventTime e) -> e.date.nulls())
                .thenComparing(e -> e.time.isDays())
                .thenComparing(e -> !e.isOrdered()))
        .map(found -> found.withClock(columns));
  }

  private EventTime withClock(Collection<Column> columns) {
    boolean daysOfIso = time.isDays() && (time.word().isEmpty() || !time.word().contains("H"));
    Optional<Column> hours =
        columns.stream().filter(c -> daysOfIso && !c.clock().isEmpty()).findFirst();
    return new EventTime(date, hours, time);
  }

  /** What the field is called. */
  String name() {
    return clock.isPresent() ? "at" : date.name();
  }

  /** The columns that it is made of. */
  List<Column> columns() {
    return clock.map(hours -> List.of(date, hours)).orElse(List.of(date));
  }

  /** How a definition says its format; empty for ISO-8601. */
  String format() {
    String day = time.word().isEmpty() ? "yyyy-MM-dd" : time.word();
    return clock.map(hours -> day + " " + hours.clock()).orElse(time.word());
  }

  /** Whether the files can be read in its order. Of a day and an hour nobody has looked. */
  boolean isOrdered() {
    return clock.isEmpty() && time.disorder().compareTo(NEARLY_ORDERED) <= 0;
  }

  /** From the oldest to the newest. */
  Duration span() {
    Instant last = clock.isPresent() ? time.newest().plus(Duration.ofDays(1)) : time.newest();
    return Duration.between(time.oldest(), last);
  }
}
