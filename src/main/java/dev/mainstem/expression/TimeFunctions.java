package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.time.LocalDate;
import java.util.List;

/**
 * Functions of timestamps and dates. The calendar is that of ISO-8601, the zone UTC; all of them
 * hold before 1970 too.
 */
final class TimeFunctions {

  private static final long MILLIS_PER_DAY = TimeUnit.DAY.millis();

  static final List<Function> ALL =
      List.of(
          ofDay("year", CivilDate::year),
          ofDay("month", CivilDate::month),
          ofDay("day", CivilDate::day),
          ofDay("day_of_week", CivilDate::dayOfWeek),
          ofDay("day_of_year", CivilDate::dayOfYear),
          ofTime("hour", x -> Math.floorMod(x, MILLIS_PER_DAY) / TimeUnit.HOUR.millis()),
          ofTime("minute", x -> Math.floorMod(x, TimeUnit.HOUR.millis()) / 60_000),
          ofTime("second", x -> Math.floorMod(x, TimeUnit.MINUTE.millis()) / 1_000),
          ofTime("millisecond", x -> Math.floorMod(x, 1_000L)),
          ofTime("epoch_millis", x -> x),
          ofTime("epoch_seconds", x -> Math.floorDiv(x, 1_000L)),
          Function.of("timestamp_millis", 1, call -> time(call, x -> x)),
          Function.of("timestamp_seconds", 1, call -> time(call, TimeFunctions::seconds)),
          Function.of("truncate", 2, TimeFunctions::truncate),
          Function.of("date", 1, TimeFunctions::date),
          Function.of("add", 3, TimeFunctions::add),
          Function.of("diff", 3, TimeFunctions::diff));

  private TimeFunctions() {}

  private static Function ofDay(String name, Strict.LongToLong function) {
    return Function.of(
        name, 1, call -> call.result(FieldType.INT64, Strict.longs(call.day(0), function)));
  }

  private static Function ofTime(String name, Strict.LongToLong function) {
    return Function.of(
        name, 1, call -> call.result(FieldType.INT64, Strict.longs(call.time(0), function)));
  }

  private static Typed time(Call call, Strict.LongToLong function) throws ExpressionException {
    return call.result(FieldType.TIMESTAMP, Strict.longs(call.integer(0), function));
  }

  private static long seconds(long seconds) throws EvaluationException {
    return Integers.multiply(seconds, 1_000);
  }

  private static Typed date(Call call) throws ExpressionException {
    return call.result(FieldType.DATE, Strict.objectOfLong(call.day(0), LocalDate::ofEpochDay));
  }

  private static Typed truncate(Call call) throws ExpressionException {
    if (call.argument(0).known() == FieldType.DATE) {
      TimeUnit unit = call.unit(1, TimeUnit.DAYS);
      Code.OfLong days = Strict.longs(call.day(0), unit::truncateDay);
      return call.result(FieldType.DATE, Strict.objectOfLong(days, LocalDate::ofEpochDay));
    }
    TimeUnit unit = call.unit(1, TimeUnit.CALENDAR);
    return call.result(FieldType.TIMESTAMP, Strict.longs(call.time(0), unit::truncate));
  }

  private static Typed add(Call call) throws ExpressionException {
    long millis = call.unit(2, TimeUnit.FIXED).millis();
    Code.OfLong code =
        Strict.longs(
            call.time(0),
            call.integer(1),
            (time, count) -> Integers.add(time, Integers.multiply(count, millis)));
    return call.result(FieldType.TIMESTAMP, code);
  }

  /** From the second time to the first, in whole units, rounded towards zero. */
  private static Typed diff(Call call) throws ExpressionException {
    long millis = call.unit(2, TimeUnit.FIXED).millis();
    Code.OfLong code =
        Strict.longs(
            call.time(0),
            call.time(1),
            (later, earlier) -> Integers.subtract(later, earlier) / millis);
    return call.result(FieldType.INT64, code);
  }
}
