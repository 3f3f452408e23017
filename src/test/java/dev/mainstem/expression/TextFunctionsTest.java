package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          lower(s)|string hello
          lower('ÄÖI')|string äöi
          upper(s)|string HELLO
          upper('straße')|string STRASSE
          trim('  a b ')|string a b
          trim('')|string\040
          ltrim('  a b ')|string a b\040
          rtrim('  a b ')|string   a b
          length(s)|int64 5
          length('')|int64 0
          length('a😀b')|int64 3
          substring(s, 2)|string ello
          substring(s, 2, 3)|string ell
          substring(s, 1, 5)|string Hello
          substring(s, 1, 99)|string Hello
          substring(s, 5, 1)|string o
          substring(s, 6)|string\040
          substring(s, 99, 1)|string\040
          substring(s, 2, 0)|string\040
          substring(s, 0)|string Hello
          substring(s, 0, 2)|string H
          substring(s, -2, 4)|string H
          substring(s, -2, 3)|string\040
          substring(s, -2)|string Hello
          substring(s, 2, most)|string ello
          substring(s, most, most)|string\040
          substring(s, least, most)|string\040
          substring(s, least)|string Hello
          substring('a😀bc', 2, 2)|string 😀b
          substring(s, cast(2 as int32), cast(1 as int32))|string e
          concat(s)|string Hello
          concat(s, ', ', 'World')|string Hello, World
          replace(s, 'l', 'L')|string HeLLo
          replace(s, 'l', '')|string Heo
          replace(s, 'x', 'y')|string Hello
          replace(s, '', 'y')|string Hello
          replace('a.b', '.', '$1')|string a$1b
          contains(s, 'ell')|boolean true
          contains(s, 'ELL')|boolean false
          contains(s, '')|boolean true
          starts_with(s, 'He')|boolean true
          starts_with(s, 'e')|boolean false
          ends_with(s, 'lo')|boolean true
          ends_with(s, 'l')|boolean false
          split_part('a,b,,d', ',', 1)|string a
          split_part('a,b,,d', ',', 2)|string b
          split_part('a,b,,d', ',', 3)|string\040
          split_part('a,b,,d', ',', 4)|string d
          split_part('a,b,,d', ',', 5)|string\040
          split_part('a::b', '::', 2)|string b
          split_part('a.b', '.', 2)|string b
          split_part('abc', '', 1)|string abc
          split_part('abc', '', 2)|string\040
          split_part('', ',', 1)|string\040
          position('l', s)|int64 3
          position('x', s)|int64 0
          position('', s)|int64 1
          position('b', 'a😀b')|int64 3
          """)
  void texts(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @Test
  void a_substring_without_a_length_goes_to_the_end_wherever_it_starts() throws Exception {
    assertThat(SampleRow.show("substring(s, -9223372036854775807)")).isEqualTo("string Hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lower(ns)",
        "upper(ns)",
        "trim(ns)",
        "ltrim(ns)",
        "rtrim(ns)",
        "length(ns)",
        "lower(null)",
        "substring(ns, 1)",
        "substring(s, ni)",
        "substring(ns, 1, 1)",
        "substring(s, ni, 1)",
        "substring(s, 1, ni)",
        "concat(ns)",
        "concat(s, ns)",
        "concat(ns, s)",
        "concat(s, ns, s)",
        "replace(ns, 'a', 'b')",
        "replace(s, ns, 'b')",
        "replace(s, 'a', ns)",
        "contains(ns, s)",
        "contains(s, ns)",
        "starts_with(ns, s)",
        "starts_with(s, ns)",
        "ends_with(ns, s)",
        "ends_with(s, ns)",
        "split_part(ns, ',', 1)",
        "split_part(s, ns, 1)",
        "split_part(s, ',', ni)",
        "position(ns, s)",
        "position(s, ns)",
        "substring(null, 1, null)"
      })
  void null_propagates(String expression) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isNull();
    assertThat(SampleRow.undefined(expression)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          substring(s, 1, -1)   | substring: expected a length from 0 on, found -1
          split_part(s, ',', 0) | split_part: expected the number of a part from 1 on, found 0
          """)
  void what_makes_no_sense_is_an_error(String expression, String message) throws Exception {
    Evaluator evaluator = SampleRow.evaluator(expression);
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(message);
  }
}
