package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          year(t)        | 2026
          month(t)       | 3
          day(t)         | 15
          hour(t)        | 10
          minute(t)      | 20
          second(t)      | 30
          millisecond(t) | 456
          day_of_week(t) | 7
          day_of_year(t) | 74
          year(day)      | 2026
          month(day)     | 3
          day(day)       | 15
          day_of_week(day) | 7
          day_of_year(day) | 74
          epoch_millis(t)  | 1773570030456
          epoch_seconds(t) | 1773570030
          day_of_year(date '2024-12-31') | 366
          day_of_year(date '2023-12-31') | 365
          day_of_week(date '2026-03-16') | 1
          day(timestamp '2024-02-29T23:59:59.999Z') | 29
          hour(timestamp '2026-01-01T00:30:00+02:00') | 22
          """)
  void parts_of_a_time_are_those_in_utc(String expression, long expected) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          year(timestamp '1969-12-31T23:59:59.999Z')        | 1969
          month(timestamp '1969-12-31T23:59:59.999Z')       | 12
          day(timestamp '1969-12-31T23:59:59.999Z')         | 31
          hour(timestamp '1969-12-31T23:59:59.999Z')        | 23
          minute(timestamp '1969-12-31T23:59:59.999Z')      | 59
          second(timestamp '1969-12-31T23:59:59.999Z')      | 59
          millisecond(timestamp '1969-12-31T23:59:59.999Z') | 999
          day_of_week(timestamp '1969-12-31T23:59:59.999Z') | 3
          day_of_year(timestamp '1969-12-31T23:59:59.999Z') | 365
          epoch_millis(timestamp '1969-12-31T23:59:59.999Z')  | -1
          epoch_seconds(timestamp '1969-12-31T23:59:59.999Z') | -1
          epoch_seconds(timestamp '1969-12-31T23:59:59Z')     | -1
          year(date '1600-02-29')                           | 1600
          day(date '1600-02-29')                            | 29
          day_of_year(date '1600-12-31')                    | 366
          year(date '0000-03-01')                           | 0
          year(date '-0001-12-31')                          | -1
          month(date '-0001-12-31')                         | 12
          day_of_week(date '1900-01-01')                    | 1
          """)
  void parts_hold_before_1970(String expression, long expected) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          truncate(t, 'second')  | timestamp 2026-03-15T10:20:30.000Z
          truncate(t, 'minute')  | timestamp 2026-03-15T10:20:00.000Z
          truncate(t, 'hour')    | timestamp 2026-03-15T10:00:00.000Z
          truncate(t, 'day')     | timestamp 2026-03-15T00:00:00.000Z
          truncate(t, 'week')    | timestamp 2026-03-09T00:00:00.000Z
          truncate(t, 'month')   | timestamp 2026-03-01T00:00:00.000Z
          truncate(t, 'quarter') | timestamp 2026-01-01T00:00:00.000Z
          truncate(t, 'year')    | timestamp 2026-01-01T00:00:00.000Z
          truncate(t, 'HOUR')    | timestamp 2026-03-15T10:00:00.000Z
          truncate(timestamp '2026-03-16', 'week')    | timestamp 2026-03-16T00:00:00.000Z
          truncate(timestamp '2026-06-30', 'quarter') | timestamp 2026-04-01T00:00:00.000Z
          truncate(timestamp '2026-12-31', 'quarter') | timestamp 2026-10-01T00:00:00.000Z
          truncate(timestamp '1969-12-31T23:59:59.999Z', 'second')  | timestamp 1969-12-31T23:59:59.000Z
          truncate(timestamp '1969-12-31T23:59:59.999Z', 'hour')    | timestamp 1969-12-31T23:00:00.000Z
          truncate(timestamp '1969-12-31T23:59:59.999Z', 'day')     | timestamp 1969-12-31T00:00:00.000Z
          truncate(timestamp '1969-12-31T23:59:59.999Z', 'week')    | timestamp 1969-12-29T00:00:00.000Z
          truncate(timestamp '1969-12-31T23:59:59.999Z', 'month')   | timestamp 1969-12-01T00:00:00.000Z
          truncate(timestamp '1969-12-31T23:59:59.999Z', 'quarter') | timestamp 1969-10-01T00:00:00.000Z
          truncate(timestamp '1969-12-31T23:59:59.999Z', 'year')    | timestamp 1969-01-01T00:00:00.000Z
          truncate(timestamp '1970-01-01', 'week')    | timestamp 1969-12-29T00:00:00.000Z
          truncate(day, 'day')   | date 2026-03-15
          truncate(day, 'week')  | date 2026-03-09
          truncate(day, 'month') | date 2026-03-01
          truncate(day, 'quarter') | date 2026-01-01
          truncate(day, 'year')  | date 2026-01-01
          date(t)                | date 2026-03-15
          date(day)              | date 2026-03-15
          date(timestamp '1969-12-31T23:59:59.999Z') | date 1969-12-31
          timestamp_millis(0)    | timestamp 1970-01-01T00:00:00.000Z
          timestamp_millis(-1)   | timestamp 1969-12-31T23:59:59.999Z
          timestamp_millis(i)    | timestamp 1970-01-01T00:00:00.007Z
          timestamp_seconds(86400) | timestamp 1970-01-02T00:00:00.000Z
          timestamp_seconds(-1)  | timestamp 1969-12-31T23:59:59.000Z
          add(t, 544, 'millisecond') | timestamp 2026-03-15T10:20:31.000Z
          add(t, -31, 'second')  | timestamp 2026-03-15T10:19:59.456Z
          add(t, i, 'minute')    | timestamp 2026-03-15T10:27:30.456Z
          add(t, 24, 'hour')     | timestamp 2026-03-16T10:20:30.456Z
          add(t, -15, 'day')     | timestamp 2026-02-28T10:20:30.456Z
          add(t, 1, 'week')      | timestamp 2026-03-22T10:20:30.456Z
          diff(t, timestamp '2026-03-15', 'millisecond') | int64 37230456
          diff(t, timestamp '2026-03-15', 'second') | int64 37230
          diff(t, timestamp '2026-03-15', 'hour')   | int64 10
          diff(timestamp '2026-03-15', t, 'hour')   | int64 -10
          diff(t, timestamp '2026-03-01', 'day')    | int64 14
          diff(t, timestamp '2026-03-01', 'week')   | int64 2
          """)
  void times_are_cut_off_made_and_moved(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "year(nt)",
        "year(nday)",
        "month(nt)",
        "day(nday)",
        "hour(nt)",
        "minute(nt)",
        "second(nt)",
        "millisecond(nt)",
        "day_of_week(nday)",
        "day_of_year(nt)",
        "epoch_millis(nt)",
        "epoch_seconds(nt)",
        "timestamp_millis(nl)",
        "timestamp_seconds(ni)",
        "truncate(nt, 'hour')",
        "truncate(nday, 'month')",
        "date(nt)",
        "date(nday)",
        "add(nt, 1, 'day')",
        "add(t, ni, 'day')",
        "diff(nt, t, 'day')",
        "diff(t, nt, 'day')",
        "hour(null)",
        "year(null)",
        "truncate(null, 'day')"
      })
  void null_propagates(String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isNull();
    assertThat(SampleRow.undefined(expression)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timestamp_seconds(most)",
        "timestamp_seconds(least)",
        "add(t, most, 'day')",
        "add(t, most, 'millisecond')",
        "diff(timestamp_millis(most), timestamp_millis(least), 'day')",
        "truncate(timestamp_millis(least), 'second')",
        "truncate(timestamp_millis(least), 'day')",
        "truncate(timestamp_millis(least), 'year')"
      })
  void what_milliseconds_can_not_count_to_is_an_error(String expression) throws Exception {
    Evaluator evaluator = SampleRow.evaluator(expression);
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class);
  }
}
