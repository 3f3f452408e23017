package dev.mainstem.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The units of time that functions take; weeks begin on Monday, and all of them in UTC. */
enum TimeUnit {
  MILLISECOND(1),
  SECOND(1_000),
  MINUTE(60_000),
  HOUR(3_600_000),
  DAY(86_400_000),
  WEEK(604_800_000),
  MONTH(0),
  QUARTER(0),
  YEAR(0);

  /** Those of at least a day. */
  static final List<TimeUnit> DAYS = List.of(DAY, WEEK, MONTH, QUARTER, YEAR);

  /** Those that a time can be cut off to; milliseconds are all it has. */
  static final List<TimeUnit> CALENDAR =
      List.of(SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR);

  /** Those that are always equally long, in UTC. */
  static final List<TimeUnit> FIXED = List.of(MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK);

  private final long millis;

  TimeUnit(long millis) {
    this.millis = millis;
  }

  /** Its length in milliseconds; 0 if that depends on the calendar. */
  long millis() {
    return millis;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TimeUnit> of(String word) {
    return Arrays.stream(values()).filter(unit -> unit.word().equalsIgnoreCase(word)).findFirst();
  }

  static List<String> words(List<TimeUnit> units) {
    return units.stream().map(TimeUnit::word).toList();
  }

  /** The beginning of the unit that a time is in; also before 1970 it is never later. */
  long truncate(long epochMillis) throws EvaluationException {
    long start =
        DAYS.contains(this)
            ? truncateDay(Math.floorDiv(epochMillis, DAY.millis)) * DAY.millis
            : epochMillis - Math.floorMod(epochMillis, millis);
    if (start > epochMillis) {
      throw new EvaluationException(
          "truncate", "a time that milliseconds can count to", epochMillis + " milliseconds");
    }
    return start;
  }

  /** The first day of the unit that a day is in; the unit must be one of days. */
  long truncateDay(long epochDay) {
    return switch (this) {
      case WEEK -> epochDay - CivilDate.dayOfWeek(epochDay) + 1;
      case MONTH -> CivilDate.firstOfMonth(CivilDate.year(epochDay), CivilDate.month(epochDay));
      case QUARTER ->
          CivilDate.firstOfMonth(
              CivilDate.year(epochDay), (CivilDate.month(epochDay) - 1) / 3 * 3 + 1);
      case YEAR -> CivilDate.firstOfMonth(CivilDate.year(epochDay), 1);
      default -> epochDay;
    };
  }
}
