package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          1 + 2 * 3                        ; int64 7
          (1 + 2) * 3                      ; int64 9
          10 - 3 - 2                       ; int64 5
          10 - (3 - 2)                     ; int64 9
          16 / 4 / 2                       ; double 2.0
          16 % 10 % 4                      ; int64 2
          2 * 7 % 4                        ; int64 2
          -2 * 3                           ; int64 -6
          2 - -3                           ; int64 5
          2 --3                            ; int64 5
          2 * -3                           ; int64 -6
          -7 % 4                           ; int64 -3
          1 + 1 = 2                        ; boolean true
          2 = 1 + 1                        ; boolean true
          not 1 = 2                        ; boolean true
          not true or true                 ; boolean true
          not (true or true)               ; boolean false
          not false and false              ; boolean false
          true or true and false           ; boolean true
          (true or true) and false         ; boolean false
          false and false or true          ; boolean true
          1 between 0 and 2 and false      ; boolean false
          3 between 1 + 1 and 2 * 2        ; boolean true
          not 3 between 4 and 5            ; boolean true
          not not true                     ; boolean true
          1 + 1 in (2)                     ; boolean true
          'a' || 'b' = 'ab'                ; boolean true
          'a' || 'b' like 'a_'             ; boolean true
          1 + ni is null                   ; boolean true
          not ni is null                   ; boolean false
          (1 < 2) = true                   ; boolean true
          - - 3                            ; int64 3
          -(2 + 3)                         ; int64 -5
          (((i)))                          ; int32 7
          """)
  void operators_bind_as_in_sql(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          TRUE And NOT False                          | boolean true
          CASE When b THEN 1 eLSE 2 END               | int64 1
          LOWER(s)                                    | string hello
          Cast(i AS INT64)                            | int64 7
          s LIKE 'H%' ESCAPE '!'                      | boolean true
          i BETWEEN 1 AND 9 AND i IN (7) AND i IS NOT NULL | boolean true
          TIMESTAMP '2026-01-01' < t                  | boolean true
          """)
  void keywords_and_functions_are_of_any_case(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @Test
  void names_with_other_characters_stand_in_backticks() throws Exception {
    assertThat(SampleRow.show("`tip ($)` * 2")).isEqualTo("double 0.5");
    assertThat(SampleRow.show("`i`+`d`")).isEqualTo("double 9.5");
  }

  @Test
  void white_space_has_no_meaning() throws Exception {
    assertThat(SampleRow.show("\n\t i\r\n+\n1 ")).isEqualTo("int64 8");
    assertThat(SampleRow.show("i+1")).isEqualTo("int64 8");
    assertThat(SampleRow.show("case when(b)then(1)else(2)end")).isEqualTo("int64 1");
  }
}
