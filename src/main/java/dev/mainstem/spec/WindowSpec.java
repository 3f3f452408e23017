package dev.mainstem.spec;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How time is cut into windows, and when a window answers.
 *
 * <p>Windows are aligned to 1970-01-01T00:00:00Z and hold their start, not their end: with {@code
 * fixed(1h)} the record of 10:59:59.999 falls into 10:00 to 11:00, that of 11:00 into the next.
 *
 * @param size the length of a fixed or sliding window; zero otherwise
 * @param period how often a sliding window begins; zero otherwise
 * @param offset by how much fixed windows are shifted from the epoch; zero otherwise
 * @param gap what silence ends a session; zero otherwise
 * @param allowedLateness how long behind the watermark a window still takes records
 * @param earlyEvery how often an open window answers early, by the clock; null for never
 */
public record WindowSpec(
    Kind kind,
    Duration size,
    Duration period,
    Duration offset,
    Duration gap,
    Duration allowedLateness,
    @Nullable Duration earlyEvery,
    Accumulation accumulation)
    implements Serializable {

  /** The ways to cut time. */
  public enum Kind {
    FIXED,
    SLIDING,
    SESSIONS,
    GLOBAL
  }

  /** What a later pane of a window holds: all of the window, or what came since the one before. */
  public enum Accumulation {
    ACCUMULATING,
    DISCARDING
  }

  /** One window over all time, which answers once, at the end. */
  public static final WindowSpec GLOBAL =
      new WindowSpec(
          Kind.GLOBAL,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          null,
          Accumulation.ACCUMULATING);

  /** What stands in for a windowing that can't be read: it has an end, so that steps can answer. */
  private static final WindowSpec UNKNOWN =
      new WindowSpec(
          Kind.FIXED,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          null,
          Accumulation.ACCUMULATING);

  /** Whether a window can answer more than once. */
  public boolean firesRepeatedly() {
    return earlyEvery != null || !allowedLateness.isZero();
  }

  /** Whether a window has a start and an end to speak of. */
  public boolean isBounded() {
    return kind != Kind.GLOBAL;
  }

  static WindowSpec read(Value value) {
    return value.section("a mapping with type").map(WindowSpec::read).orElse(UNKNOWN);
  }

  private static WindowSpec read(Section section) {
    Optional<Value> type = section.require("type", "fixed, sliding, sessions or global");
    Optional<Kind> known = type.flatMap(value -> value.oneOf(Kind.class));
    return known.map(kind -> read(section, kind)).orElseGet(() -> readWithoutKind(section));
  }

  /** What can be judged of a windowing whose kind is not known. */
  private static WindowSpec readWithoutKind(Section section) {
    for (String key : List.of("size", "period", "offset", "gap", "allowed_lateness")) {
      section.get(key).ifPresent(Value::duration);
    }
    section.get("early_every").ifPresent(Value::positiveDuration);
    section.get("accumulation").ifPresent(v -> v.oneOf(Accumulation.class));
    section.done();
    return UNKNOWN;
  }

  private static WindowSpec read(Section section, Kind k) {
    boolean sized = k == Kind.FIXED || k == Kind.SLIDING;
    Duration size = length(section, "size", sized, "how long a window is, such as 1h");
    Duration period =
        length(section, "period", k == Kind.SLIDING, "how often a window begins, such as 5m");
    Duration gap =
        length(section, "gap", k == Kind.SESSIONS, "what silence ends a session, such as 30m");
    Duration offset =
        k == Kind.FIXED
            ? section.get("offset").flatMap(Value::duration).orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration lateness =
        section.get("allowed_lateness").flatMap(Value::duration).orElse(Duration.ZERO);
    Duration early =
        section
            .get("early_every")
            .map(v -> v.positiveDuration().orElse(Duration.ofSeconds(1)))
            .orElse(null);
    Accumulation accumulation =
        section
            .get("accumulation")
            .flatMap(v -> v.oneOf(Accumulation.class))
            .orElse(Accumulation.ACCUMULATING);
    checkLengths(section, k, size, period, offset);
    section.done();
    return new WindowSpec(k, size, period, offset, gap, lateness, early, accumulation);
  }

  private static Duration length(Section section, String key, boolean wanted, String what) {
    if (!wanted) {
      return Duration.ZERO;
    }
    return section.require(key, what).flatMap(Value::positiveDuration).orElse(Duration.ZERO);
  }

  private static void checkLengths(
      Section section, Kind kind, Duration size, Duration period, Duration offset) {
    if (kind == Kind.SLIDING && !size.isZero() && period.compareTo(size) > 0) {
      section
          .get("period")
          .ifPresent(
              v -> v.problem("a period longer than the size would leave gaps between windows"));
    }
    if (kind == Kind.FIXED && !size.isZero() && offset.compareTo(size) >= 0) {
      section.get("offset").ifPresent(v -> v.problem("expected an offset shorter than the size"));
    }
  }
}
