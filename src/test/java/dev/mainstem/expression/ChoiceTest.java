package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What chooses between values, lists and patterns. */
class ChoiceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          case when i > 5 then 'much' else 'little' end            | string much
          case when i > 9 then 'much' else 'little' end            | string little
          case when i > 9 then 'much' end                          | null
          case when nb then 1 when b then 2 else 3 end             | int64 2
          case when i > 5 then 1 when i > 6 then 2 end             | int64 1
          case when b then null else 1 end                         | null
          case when b then 1 else null end                         | int64 1
          case i when 6 then 'six' when 7 then 'seven' end         | string seven
          case i when 7.0 then 'seven' else 'none' end             | string seven
          case i when 1 then 'one' else 'none' end                 | string none
          case ni when 7 then 'seven' else 'none' end              | string none
          case ni when null then 'null' else 'none' end            | string none
          case s when 'Hello' then b else false end                | boolean true
          case i + 1 when 8 then t else nt end                     | timestamp 2026-03-15T10:20:30.456Z
          case when b then i else l end                            | int64 7
          case when b then i else i end                            | int32 7
          case when b then i else d end                            | double 7.0
          case when b then i else m end                            | decimal 7
          case when b then m else d end                            | double 12.3
          case when b then m else 0.5 end                          | decimal 12.30
          case when b then f else f end                            | float 0.5
          case when b then f else i end                            | double 0.5
          case when b then 0.5 else m end                          | decimal 0.5
          case when b then 1 when b then 0.5 else m end            | decimal 1
          if(i = 7, 'yes', 'no')                                   | string yes
          if(nb, 'yes', 'no')                                      | string no
          if(b, null, 1)                                           | null
          if(null, 1, 2)                                           | int64 2
          coalesce(ni, nl, i)                                      | int64 7
          coalesce(ni, i)                                          | int32 7
          coalesce(nd, ni, 1)                                      | double 1.0
          coalesce(ns, 'none')                                     | string none
          coalesce(nb, b)                                          | boolean true
          coalesce(nd, d)                                          | double 2.5
          coalesce(s, ns)                                          | string Hello
          coalesce(ni, nl)                                         | null
          coalesce(null, i)                                        | int32 7
          coalesce(i / 0, -1)                                      | double -1.0
          coalesce(nday, day)                                      | date 2026-03-15
          nullif(i, 7)                                             | null
          nullif(i, 8)                                             | int32 7
          nullif(s, '')                                            | string Hello
          nullif(s, 'Hello')                                       | null
          nullif(i, ni)                                            | int32 7
          nullif(ni, 7)                                            | null
          nullif(d, 2.5)                                           | null
          """)
  void the_first_that_applies_is_chosen(String expression, String expected) throws Exception {
    assertThat(SampleRow.show(expression)).isEqualTo(expected);
  }

  @Test
  void a_branch_that_is_not_chosen_is_not_evaluated() throws Exception {
    assertThat(SampleRow.show("case when i = 7 then 1 else most + i end")).isEqualTo("int64 1");
    assertThat(SampleRow.undefined("if(zero = 0, 0, i / zero)")).isZero();
    assertThat(SampleRow.show("coalesce(i, most + 1)")).isEqualTo("int64 7");
  }

  @Test
  void the_subject_of_a_case_is_evaluated_once() throws Exception {
    assertThat(SampleRow.undefined("case i / zero when 1 then 1 when 2 then 2 end")).isEqualTo(1);
    assertThat(SampleRow.undefined("i / zero in (1, 2, 3)")).isEqualTo(1);
    assertThat(SampleRow.undefined("i / zero between 1 and 2")).isEqualTo(1);
    assertThat(SampleRow.undefined("nullif(i / zero, 1)")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "null",
      textBlock =
          """
          i in (1, 7)                  | true
          i in (1, 2)                  | false
          i in (1, null)               | null
          i in (7, null)               | true
          ni in (1, 7)                 | null
          i not in (1, 2)              | true
          i not in (7)                 | false
          i not in (1, null)           | null
          i in (6.5, 7.0)              | true
          l in (9007199254740992e0)    | false
          s in ('a', 'Hello')          | true
          s in ('a', 'hello')          | false
          s in ('a', null)             | null
          ns in ('a', 'b')             | null
          s in (lower(s), s)           | true
          d in (i, d)                  | true
          t in (timestamp '2026-03-15T10:20:30.456Z') | true
          day in (date '2026-03-14')   | false
          i between 7 and 7            | true
          i between 8 and 9            | false
          i not between 8 and 9        | true
          i between 9 and 1            | false
          i between ni and 9           | null
          i between ni and 6           | false
          i between 8 and ni           | false
          ni between 1 and 9           | null
          d between 2 and 2.5          | true
          s between 'A' and 'Z'        | true
          day between date '2026-03-01' and date '2026-03-31' | true
          """)
  void lists_and_bounds_follow_three_valued_logic(String expression, Boolean expected)
      throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "null",
      textBlock =
          """
          s like 'Hello'               | true
          s like 'hello'               | false
          s like 'H%'                  | true
          s like '%o'                  | true
          s like '%ell%'               | true
          s like 'H_llo'               | true
          s like '_____'               | true
          s like '____'                | false
          s like '%%'                  | true
          s like ''                    | false
          '' like '%'                  | true
          '' like ''                   | true
          '' like '_'                  | false
          s like 'H%l%o'               | true
          s like 'H%x%o'               | false
          'aab' like '%ab'             | true
          'ababc' like '%abc'          | true
          'a.c' like 'a.c'             | true
          'abc' like 'a.c'             | false
          '😀!' like '_!'              | true
          '100%' like '100!%' escape '!'   | true
          '1000' like '100!%' escape '!'   | false
          'a_b' like 'a\\_b' escape '\\'   | true
          'axb' like 'a\\_b' escape '\\'   | false
          'a!b' like 'a!!b' escape '!' | true
          'a\\b' like 'a\\b'           | true
          s not like 'x%'              | true
          s not like 'H%'              | false
          ns like '%'                  | null
          ns not like '%'              | null
          """)
  void a_pattern_matches_all_of_the_text(String expression, Boolean expected) throws Exception {
    assertThat(SampleRow.evaluate(expression)).isEqualTo(expected);
  }

  @Test
  void a_pattern_of_many_wildcards_takes_no_time() throws Exception {
    String pattern = "%a".repeat(200) + "%b";
    String text = "a".repeat(4_000);
    assertThat(SampleRow.evaluate("'%s' like '%s'".formatted(text, pattern))).isEqualTo(false);
  }

  @Test
  void an_error_in_a_chosen_branch_is_one() throws Exception {
    Evaluator evaluator = SampleRow.evaluator("coalesce(nl, most + i)");
    assertThatThrownBy(() -> evaluator.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class);
  }
}
