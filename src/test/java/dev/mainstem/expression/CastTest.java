package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          cast(s as string)            | string Hello
          cast(b as string)            | string true
          cast(i as string)            | string 7
          cast(l as string)            | string 9007199254740993
          cast(f as string)            | string 0.5
          cast(d as string)            | string 2.5
          cast(m as string)            | string 12.30
          cast(t as string)            | string 2026-03-15T10:20:30.456Z
          cast(truncate(t, 'day') as string) | string 2026-03-15T00:00:00Z
          cast(day as string)          | string 2026-03-15
          cast(timestamp '1969-12-31T23:59:59.999Z' as string) | string 1969-12-31T23:59:59.999Z
          cast(cast('1e3' as decimal) as string) | string 1000
          cast(cast('1e-10' as decimal) as string) | string 0.0000000001
          cast('TRUE' as boolean)      | boolean true
          cast(' false ' as boolean)   | boolean false
          cast(b as int64)             | int64 1
          cast(not b as int32)         | int32 0
          cast(i as int64)             | int64 7
          cast(7 as int32)             | int32 7
          cast(d as int64)             | int64 2
          cast(-d as int64)            | int64 -2
          cast(-0.9 as int64)          | int64 0
          cast(9223372036854774784e0 as int64) | int64 9223372036854774784
          cast(-9223372036854775808e0 as int64) | int64 -9223372036854775808
          cast(2147483647.9 as int32)  | int32 2147483647
          cast(m as int64)             | int64 12
          cast(-m as int32)            | int32 -12
          cast('-42' as int64)         | int64 -42
          cast(' +42 ' as int32)       | int32 42
          cast('9223372036854775807' as int64) | int64 9223372036854775807
          cast(i as double)            | double 7.0
          cast(f as double)            | double 0.5
          cast(m as double)            | double 12.3
          cast('1.5e3' as double)      | double 1500.0
          cast('.5' as double)         | double 0.5
          cast('9007199254740993' as double) | double 9.007199254740992E15
          cast(i as float)             | float 7.0
          cast(d as float)             | float 2.5
          cast(0.1 as float)           | float 0.1
          cast('0.1' as float)         | float 0.1
          cast(m as float)             | float 12.3
          cast(i as decimal)           | decimal 7
          cast(l as decimal)           | decimal 9007199254740993
          cast(d as decimal)           | decimal 2.5
          cast(`tip ($)` as decimal)   | decimal 0.25
          cast(cast('0.1' as double) as decimal) | decimal 0.1
          cast(cast(0.1 as float) as decimal) | decimal 0.1
          cast('12345678901234567890.123456789' as decimal) | decimal 12345678901234567890.123456789
          cast(0.10 as decimal)        | decimal 0.10
          cast(0.1234567890123456789012345 as decimal) | decimal 0.1234567890123456789012345
          cast(day as timestamp)       | timestamp 2026-03-15T00:00:00.000Z
          cast(t as date)              | date 2026-03-15
          cast(timestamp '1969-12-31T23:00:00Z' as date) | date 1969-12-31
          cast('2026-03-15' as date)   | date 2026-03-15
          cast(null as int32)          | null
          cast(ns as int64)            | null
          cast(nb as int64)            | null
          cast(nb as string)           | null
          cast(nd as int32)            | null
          cast(nm as double)           | null
          cast(nd as float)            | null
          cast(nt as date)             | null
          cast(nday as timestamp)      | null
          cast(ns as boolean)          | null
          cast(ni as decimal)          | null
          cast(nd as decimal)          | null
          """)
  void values_are_cast(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1e0, 1",
    "-1e0, -1",
    "0e0, 0",
    "-0e0, 0",
    "1e-1, 0.1",
    "100e0, 100",
    "123456789012345680000e0, 123456789012345680000",
    "1e21, 1e+21",
    "-1.5e300, -1.5e+300",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "1.25e-7, 1.25e-7",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    // what Java 17 itself writes with a digit too many
    "2e23, 2e+23",
    "8.41e21, 8.41e+21",
    "2.0e-3, 0.002",
    "0.1e0 + 0.2e0, 0.30000000000000004"
  })
  void doubles_are_written_with_the_fewest_digits(String expression, String expected)
      throws Exception {
    assertThat(SampleRow.evaluate("cast(%s as string)".formatted(expression))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "16777216, 16777216", "1e10, 10000000000", "3.4028235e38, 3.4028235e+38"})
  void floats_are_written_with_the_fewest_digits(String number, String expected) throws Exception {
    assertThat(SampleRow.evaluate("cast(cast(%s as float) as string)".formatted(number)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-15T10:20:30Z, 2026-03-15T10:20:30.000Z",
    "2026-03-15T10:20:30.4Z, 2026-03-15T10:20:30.400Z",
    "2026-03-15T10:20:30.456789Z, 2026-03-15T10:20:30.456Z",
    "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
    "2026-03-15T10:20:30, 2026-03-15T10:20:30.000Z",
    "2026-03-15 10:20:30, 2026-03-15T10:20:30.000Z",
    "2026-03-15 10:20, 2026-03-15T10:20:00.000Z",
    "2026-03-15, 2026-03-15T00:00:00.000Z",
    "2026-03-15T10:20:30+02:00, 2026-03-15T08:20:30.000Z",
    "2026-03-15T10:20:30+0200, 2026-03-15T08:20:30.000Z",
    "2026-03-15T10:20:30-05, 2026-03-15T15:20:30.000Z",
    "2026-03-15t10:20:30z, 2026-03-15T10:20:30.000Z",
    "' 2026-03-15T10:20:30Z ', 2026-03-15T10:20:30.000Z",
    "1600-02-29T00:00:00Z, 1600-02-29T00:00:00.000Z"
  })
  void timestamps_are_read_as_iso_8601(String text, String expected) throws Exception {
    assertThat(SampleRow.show("cast('%s' as timestamp)".formatted(text)))
        .isEqualTo("timestamp " + expected);
    assertThat(SampleRow.show("try_cast('%s' as timestamp)".formatted(text)))
        .isEqualTo("timestamp " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'abc' as int64     | cast to int64: expected a whole number from -9223372036854775808 to 9223372036854775807, found 'abc'
          '1.5' as int64     | cast to int64: expected a whole number from -9223372036854775808 to 9223372036854775807, found '1.5'
          '' as int32        | cast to int32: expected a whole number from -2147483648 to 2147483647, found ''
          '2147483648' as int32 | cast to int32: expected a whole number from -2147483648 to 2147483647, found 2147483648
          '9223372036854775808' as int64 | cast to int64: expected a whole number from -9223372036854775808 to 9223372036854775807, found '9223372036854775808'
          '١٢' as int64      | cast to int64: expected a whole number from -9223372036854775808 to 9223372036854775807, found '١٢'
          l as int32         | cast to int32: expected a whole number from -2147483648 to 2147483647, found 9007199254740993
          1e19 as int64      | cast to int64: expected a whole number from -9223372036854775808 to 9223372036854775807, found 10000000000000000000
          9223372036854775808e0 as int64 | cast to int64: expected a whole number from -9223372036854775808 to 9223372036854775807, found 9223372036854776000
          2147483648e0 as int32 | cast to int32: expected a whole number from -2147483648 to 2147483647, found 2147483648
          m * 1000000000000000000 as int64 | cast to int64: expected a whole number from -9223372036854775808 to 9223372036854775807, found 12300000000000000000.00
          'NaN' as double    | cast to double: expected a number within double, found 'NaN'
          'Infinity' as double | cast to double: expected a number within double, found 'Infinity'
          '1e400' as double  | cast to double: expected a number within double, found '1e400'
          '1d' as double     | cast to double: expected a number within double, found '1d'
          '0x1p3' as double  | cast to double: expected a number within double, found '0x1p3'
          '1e' as double     | cast to double: expected a number within double, found '1e'
          '' as double       | cast to double: expected a number within double, found ''
          '1e39' as float    | cast to float: expected a number within float, found '1e39'
          huge as float      | cast to float: expected a number within float, found 1.7E308
          cast('1e400' as decimal) as double | cast to double: expected a number within double, found 1E+400
          '1,5' as decimal   | cast to decimal: expected a number, found '1,5'
          '1e1001' as decimal | cast to decimal: expected a decimal of at most 1000 digits, found 1E+1001
          '1e99999999999' as decimal | cast to decimal: expected a number, found '1e99999999999'
          'yes' as boolean   | cast to boolean: expected true or false, found 'yes'
          '1' as boolean     | cast to boolean: expected true or false, found '1'
          '15.03.2026' as date | cast to date: expected a day such as 2026-01-31, found '15.03.2026'
          '2026-02-30' as date | cast to date: expected a day such as 2026-01-31, found '2026-02-30'
          '2026-02-30T00:00:00Z' as timestamp | cast to timestamp: expected an ISO-8601 time such as 2026-01-31T12:00:00Z, found '2026-02-30T00:00:00Z'
          '2026-03-15T24:00:01Z' as timestamp | cast to timestamp: expected an ISO-8601 time such as 2026-01-31T12:00:00Z, found '2026-03-15T24:00:01Z'
          '2026-03-1510:20' as timestamp | cast to timestamp: expected an ISO-8601 time such as 2026-01-31T12:00:00Z, found '2026-03-1510:20'
          'noon' as timestamp | cast to timestamp: expected an ISO-8601 time such as 2026-01-31T12:00:00Z, found 'noon'
          '+999999999-01-01' as timestamp | cast to timestamp: expected an ISO-8601 time such as 2026-01-31T12:00:00Z, found '+999999999-01-01'
          date '+999999999-01-01' as timestamp | cast to timestamp: expected a day that milliseconds can count to, found +999999999-01-01
          """)
  void a_cast_that_fails_is_an_error_and_a_try_cast_null(String cast, String message)
      throws Exception {
    Evaluator evaluator = SampleRow.evaluator("cast(" + cast + ")");
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(message)
        .hasNoCause()
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(SampleRow.evaluate("try_cast(" + cast + ")")).isNull();
    assertThat(SampleRow.undefined("try_cast(" + cast + ")")).isZero();
  }

  @Test
  void only_60_characters_of_a_value_are_shown() throws Exception {
    Evaluator evaluator = SampleRow.evaluator("cast('%s' as int64)".formatted("x".repeat(200)));
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .hasMessageEndingWith("found '" + "x".repeat(60) + "…'");
    Evaluator split = SampleRow.evaluator("cast('%s' as int64)".formatted("😀".repeat(99)));
    assertThatThrownBy(() -> split.evaluate(SampleRow.values()))
        .hasMessageEndingWith("found '" + "😀".repeat(30) + "…'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"try_cast(most + i as string)", "try_cast(cast(s as int64) as string)"})
  void a_try_cast_hides_its_own_failure_only(String expression) throws Exception {
    Evaluator evaluator = SampleRow.evaluator(expression);
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          try_cast('42' as int64)     | int64 42
          try_cast(s as int32)        | null
          try_cast(d as int32)        | int32 2
          try_cast('2.5' as double)   | double 2.5
          try_cast('true' as boolean) | boolean true
          try_cast(ns as boolean)     | null
          try_cast('x' as decimal)    | null
          try_cast(i as string)       | string 7
          try_cast(null as string)    | null
          """)
  void a_try_cast_is_the_cast_where_that_succeeds(String expression, String expected)
      throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }
}
