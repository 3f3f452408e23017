package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeErrorTest {

  private static final RowType TRIP =
      RowType.of(
          new RowType.Field("fare", FieldType.DOUBLE, false),
          new RowType.Field("tip ($)", FieldType.DOUBLE, true),
          new RowType.Field("zone", FieldType.STRING, false));

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          s - i ¦ 2 ¦ can't subtract int32 from string
          i * s ¦ 2 ¦ can't multiply int32 and string
          b / i ¦ 2 ¦ can't divide boolean by int32
          b % i ¦ 2 ¦ can't divide boolean by int32
          s + s ¦ 2 ¦ can't add string and string; || joins texts
          1 + 's' ¦ 2 ¦ can't add int64 and string; || joins texts
          t - t ¦ 2 ¦ can't subtract timestamp from timestamp; use add(time, count, 'unit') or diff(time, time, 'unit')
          t + 1 ¦ 2 ¦ can't add timestamp and int64; use add(time, count, 'unit') or diff(time, time, 'unit')
          day + 1 ¦ 4 ¦ can't add date and int64
          null + s ¦ 5 ¦ can't add null and string; || joins texts
          -s ¦ 0 ¦ can't put a sign before a string
          +b ¦ 0 ¦ can't put a sign before a boolean
          s = 1 ¦ 2 ¦ can't compare string and int64; write cast(... as int64)
          d < s ¦ 2 ¦ can't compare double and string; write cast(... as double)
          t > '2026-01-01' ¦ 2 ¦ can't compare timestamp and string; write timestamp '2026-01-31T12:00:00Z' for a time
          '2026-01-01' <> day ¦ 13 ¦ can't compare string and date; write date '2026-01-31' for a day
          t = day ¦ 2 ¦ can't compare timestamp and date; write date(...) for the day of a time
          b = 1 ¦ 2 ¦ can't compare boolean and int64
          t = 1 ¦ 2 ¦ can't compare timestamp and int64
          i in (1, 'x') ¦ 9 ¦ can't compare int32 and string; write cast(... as int32)
          t between '2026-01-01' and t ¦ 10 ¦ can't compare timestamp and string; write timestamp '2026-01-31T12:00:00Z' for a time
          case i when 'x' then 1 end ¦ 12 ¦ can't compare int32 and string; write cast(... as int32)
          nullif(i, 'x') ¦ 0 ¦ can't compare int32 and string; write cast(... as int32)
          i and b ¦ 0 ¦ and: expected boolean, found int32
          b and i ¦ 6 ¦ and: expected boolean, found int32
          b or s ¦ 5 ¦ or: expected boolean, found string
          not i ¦ 4 ¦ not: expected boolean, found int32
          case when i then 1 end ¦ 10 ¦ case: expected boolean, found int32
          if(i, 1, 2) ¦ 3 ¦ if: expected boolean, found int32
          case when b then 1 else 'x' end ¦ 24 ¦ case: expected values of one type, found int64 and string
          case when b then 1 when b then t else 'x' end ¦ 31 ¦ case: expected values of one type, found int64 and timestamp
          if(b, s, i) ¦ 9 ¦ if: expected values of one type, found string and int32
          coalesce(s, ns, 1) ¦ 16 ¦ coalesce: expected values of one type, found string and int64
          i like 'x' ¦ 0 ¦ like: expected string, found int32
          s || i ¦ 5 ¦ ||: expected string, found int32
          b || b ¦ 0 ¦ ||: expected string, found boolean
          lower(i) ¦ 6 ¦ lower: expected string, found int32
          concat(s, d) ¦ 10 ¦ concat: expected string, found double
          substring(s, 'x') ¦ 13 ¦ substring: expected int64, found string
          substring(s, d) ¦ 13 ¦ substring: expected int64, found double
          abs(s) ¦ 4 ¦ abs: expected a number, found string
          sqrt(t) ¦ 5 ¦ sqrt: expected a number, found timestamp
          round(d, d) ¦ 9 ¦ round: expected int64, found double
          year(s) ¦ 5 ¦ year: expected timestamp or date, found string
          hour(day) ¦ 5 ¦ hour: expected timestamp, found date
          least(1, 'x') ¦ 0 ¦ least: expected numbers, strings, timestamps or dates, all of one kind, found int64, string
          greatest(b, b) ¦ 0 ¦ greatest: expected numbers, strings, timestamps or dates, all of one kind, found boolean
          truncate(t, s) ¦ 12 ¦ truncate: expected one of 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', found string
          truncate(t, 'hours') ¦ 12 ¦ truncate: expected one of 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', found 'hours' (did you mean hour?)
          truncate(day, 'hour') ¦ 14 ¦ truncate: expected one of 'day', 'week', 'month', 'quarter', 'year', found 'hour'
          add(t, 1, 'month') ¦ 10 ¦ add: expected one of 'millisecond', 'second', 'minute', 'hour', 'day', 'week', found 'month'
          add(t, d, 'day') ¦ 7 ¦ add: expected int64, found double
          diff(t, day, 'day') ¦ 8 ¦ diff: expected timestamp, found date
          date(s) ¦ 5 ¦ date: expected timestamp or date, found string
          lower() ¦ 0 ¦ lower takes 1 argument, found 0
          lower(s, s) ¦ 0 ¦ lower takes 1 argument, found 2
          substring(s) ¦ 0 ¦ substring takes 2 or 3 arguments, found 1
          if(b, 1) ¦ 0 ¦ if takes 3 arguments, found 2
          concat() ¦ 0 ¦ concat takes at least 1 argument, found 0
          1 + lowr(s) ¦ 4 ¦ there is no function lowr (did you mean lower?)
          1 + frobnicate(s) ¦ 4 ¦ there is no function frobnicate
          null ¦ 0 ¦ the type of null is not known here; write cast(null as ...)
          null + null ¦ 0 ¦ the type of null is not known here; write cast(null as ...)
          null = null ¦ 7 ¦ the type of null is not known here; write cast(null as ...)
          coalesce(null, null) ¦ 9 ¦ the type of null is not known here; write cast(null as ...)
          case when b then null end ¦ 17 ¦ the type of null is not known here; write cast(null as ...)
          abs(null) ¦ 4 ¦ the type of null is not known here; write cast(null as ...)
          -null ¦ 1 ¦ the type of null is not known here; write cast(null as ...)
          nullif(null, 1) ¦ 7 ¦ the type of null is not known here; write cast(null as ...)
          cast(t as int64) ¦ 0 ¦ can't cast timestamp to int64; use epoch_millis(...) or epoch_seconds(...)
          cast(i as timestamp) ¦ 0 ¦ can't cast int32 to timestamp; use timestamp_millis(...) or timestamp_seconds(...)
          cast(i as boolean) ¦ 0 ¦ can't cast int32 to boolean; write ... <> 0
          cast(b as double) ¦ 0 ¦ can't cast boolean to double
          cast(b as decimal) ¦ 0 ¦ can't cast boolean to decimal
          cast(b as timestamp) ¦ 0 ¦ can't cast boolean to timestamp
          cast(t as boolean) ¦ 0 ¦ can't cast timestamp to boolean
          cast(day as int32) ¦ 0 ¦ can't cast date to int32
          try_cast(i as date) ¦ 0 ¦ can't cast int32 to date
          """)
  void the_types_are_named_with_the_offset(String text, int offset, String message) {
    assertProblem(text, SampleRow.TYPE, offset, message);
  }

  @Test
  void an_unknown_field_is_answered_with_those_there_are() {
    assertProblem(
        "1 + fares",
        TRIP,
        4,
        "there is no field fares (did you mean fare?); there are fare, tip ($), zone");
    assertProblem(
        "Fare * 2",
        TRIP,
        0,
        "there is no field Fare (did you mean fare?); there are fare, tip ($), zone");
    assertProblem("`tip` * 2", TRIP, 0, "there is no field tip; there are fare, tip ($), zone");
    assertProblem("fare * x", RowType.of(), 0, "there is no field fare; there are none");
  }

  @Test
  void of_many_fields_only_some_are_listed() {
    RowType wide =
        new RowType(
            IntStream.range(0, 25)
                .mapToObj(i -> new RowType.Field("field" + i, FieldType.INT64, false))
                .toList());
    ExpressionException problem = problem("other", wide);
    assertThat(problem.getMessage())
        .contains("field0, field1", "field19, ...")
        .doesNotContain("field20");
  }

  private static void assertProblem(String text, RowType type, int offset, String message) {
    ExpressionException problem = problem(text, type);
    assertThat(problem).as(text).isNotNull().hasMessage(message);
    assertThat(problem.offset()).as(text).isEqualTo(offset);
  }

  private static ExpressionException problem(String text, RowType type) {
    return catchThrowableOfType(ExpressionException.class, () -> Expression.of(text, type));
  }
}
