package dev.mainstem.expression;

/**
 * The calendar of ISO-8601 (Gregorian, also before 1582) over days counted from 1970-01-01, without
 * allocating.
 *
 * <p>Algorithms: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", {@code
 * civil_from_days} and {@code days_from_civil}. Years begin in March there, so that the leap day is
 * the last one.
 */
final class CivilDate {

  private static final long DAYS_PER_ERA = 146_097; // 400 years
  private static final long DAYS_FROM_YEAR_0_TO_1970 = 719_468; // from the 1st of March

  private CivilDate() {}

  static long year(long epochDay) {
    return packed(epochDay) >> 9;
  }

  static long month(long epochDay) {
    return packed(epochDay) >> 5 & 15;
  }

  static long day(long epochDay) {
    return packed(epochDay) & 31;
  }

  /** 1 for Monday to 7 for Sunday. */
  static long dayOfWeek(long epochDay) {
    // 1970-01-01 was a Thursday
    return Math.floorMod(epochDay + 3, 7) + 1L;
  }

  /** From 1. */
  static long dayOfYear(long epochDay) {
    return epochDay - firstOfMonth(year(epochDay), 1) + 1;
  }

  /** The first day of a month. */
  static long firstOfMonth(long year, long month) {
    long shiftedYear = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(shiftedYear, 400);
    long yearOfEra = shiftedYear - era * 400;
    long dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_YEAR_0_TO_1970;
  }

  /** Year, month and day: 5 bits for the day, 4 for the month, the rest for the year. */
  private static long packed(long epochDay) {
    long shifted = epochDay + DAYS_FROM_YEAR_0_TO_1970;
    long era = Math.floorDiv(shifted, DAYS_PER_ERA);
    long dayOfEra = shifted - era * DAYS_PER_ERA;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shiftedMonth = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 9 | month << 5 | day;
  }
}
