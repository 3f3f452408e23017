package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not parse; the caret is where the message should point. */
class SyntaxErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          ~a == 1~¦2¦write = instead of ==
          ~a && b~¦2¦write and instead of &&
          ~a & b~¦2¦write and instead of &
          ~a | b~¦2¦write or, or || to join texts, instead of |
          ~!a~¦0¦write not instead of !
          ~a ** 2~¦2¦write pow(x, y) instead of **
          ~a = "x"~¦4¦write names in backticks and texts in single quotes, not in double quotes
          ~i + a.b~¦5¦a name with a dot needs backticks
          ~i + $~¦4¦unexpected $ (U+0024); a name with it needs backticks
          ~größe~¦2¦unexpected ö (U+00F6); a name with it needs backticks
          ~i + 😀~¦4¦unexpected 😀 (U+1F600); a name with it needs backticks
          ~'abc~¦0¦a text begins here and has no closing '
          ~i = 'it''s~¦4¦a text begins here and has no closing '
          ~`abc~¦0¦a name begins here and has no closing `
          ~1.~¦2¦expected digits behind the point
          ~1.x~¦2¦expected digits behind the point
          ~1e~¦2¦expected the digits of an exponent
          ~1e+~¦3¦expected the digits of an exponent
          ~2nd~¦0¦a number ends with a digit; a name that begins with one needs backticks
          ~1.2.3~¦3¦expected an operator or the end, found .3
          ~~¦0¦expected a value, found the end
          ~  ~¦2¦expected a value, found the end
          ~i +~¦3¦expected a value, found the end
          ~i + * 2~¦4¦expected a value, found *
          ~(i~¦2¦expected ), found the end
          ~i)~¦1¦expected an operator or the end, found )
          ~i i~¦2¦expected an operator or the end, found i
          ~i 'x'~¦2¦expected an operator or the end, found 'x'
          ~()~¦1¦expected a value, found )
          ~lower(~¦6¦expected a value, found the end
          ~lower(s~¦7¦expected a comma or a closing parenthesis, found the end
          ~lower(s,)~¦8¦expected a value, found )
          ~lower(s t)~¦8¦expected a comma or a closing parenthesis, found t
          ~i in 1~¦5¦expected (, found 1
          ~i in ()~¦6¦expected a value, found )
          ~i is 7~¦5¦expected null, found 7
          ~i is not 7~¦9¦expected null, found 7
          ~i not 7~¦6¦expected in, like or between behind not, found 7
          ~i not is null~¦6¦expected in, like or between behind not, found is
          ~i between 1 or 2~¦12¦expected and, found or
          ~s like t~¦7¦expected a pattern in single quotes, found t
          ~s like 'x' escape i~¦18¦expected a character in single quotes, found i
          ~s like 'x' escape 'ab'~¦18¦expected one character, found 'ab'
          ~s like 'x!y' escape '!'~¦7¦the escape character stands before %, _ or itself only
          ~s like 'x!' escape '!'~¦7¦the escape character stands before %, _ or itself only
          ~1 < 2 < 3~¦6¦a comparison of a comparison needs parentheses, or an and
          ~i = 1 is null~¦6¦a comparison of a comparison needs parentheses, or an and
          ~i in (1) in (2)~¦9¦a comparison of a comparison needs parentheses, or an and
          ~case end~¦5¦expected a value (a field of that name needs backticks), found end
          ~case when b end~¦12¦expected then, found end
          ~case when b then 1~¦18¦expected when, else or end, found the end
          ~case when b then 1 else 2~¦25¦expected end, found the end
          ~case i else 2 end~¦7¦expected when, found else
          ~case when b then 1 else 2 else 3 end~¦26¦expected end, found else
          ~cast(i int64)~¦7¦expected as, found int64
          ~cast(i as long)~¦10¦expected one of string, boolean, int32, int64, float, double, decimal, timestamp, date, found long
          ~cast(i as int46)~¦10¦expected one of string, boolean, int32, int64, float, double, decimal, timestamp, date (did you mean int64?), found int46
          ~cast(i as 'int64')~¦10¦expected one of string, boolean, int32, int64, float, double, decimal, timestamp, date (did you mean int64?), found 'int64'
          ~cast(i as int64~¦15¦expected ), found the end
          ~cast i as int64~¦5¦expected an operator or the end, found i
          ~and~¦0¦expected a value (a field of that name needs backticks), found and
          ~b and or b~¦6¦expected a value (a field of that name needs backticks), found or
          ~i = not b~¦4¦expected a value (a field of that name needs backticks), found not
          ~timestamp 'noon'~¦10¦expected a timestamp such as '2026-01-31T12:00:00Z', found 'noon'
          ~date '2026-02-30'~¦5¦expected a date such as '2026-01-31', found '2026-02-30'
          ~date '2026-02-03T00:00:00Z'~¦5¦expected a date such as '2026-01-31', found '2026-02-03T00:00:00Z'
          ~9223372036854775808~¦0¦9223372036854775808 has too many digits; write a text and cast it to decimal
          ~-9223372036854775809~¦1¦-9223372036854775809 has too many digits; write a text and cast it to decimal
          ~1e400~¦0¦1e400 is too large for a double
          ~i, d~¦1¦expected an operator or the end, found ,
          """)
  void the_first_problem_is_named_with_its_offset(String text, int offset, String message) {
    ExpressionException problem =
        catchThrowableOfType(ExpressionException.class, () -> Expression.of(text, SampleRow.TYPE));
    assertThat(problem).as(text).isNotNull().hasMessage(message);
    assertThat(problem.offset()).as(text).isEqualTo(offset);
  }

  @Test
  void words_that_only_look_like_keywords_are_fields() throws Exception {
    RowType type =
        RowType.of(
            field("date"),
            field("timestamp"),
            field("if"),
            field("cast"),
            field("escape"),
            field("as"),
            field("end"),
            field("lower"));
    List<Long> values = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L);
    Expression sum =
        Expression.of("date + timestamp + if + cast + escape + as + `end` + lower", type);
    assertThat(sum.evaluator().evaluate(values)).isEqualTo(255L);
  }

  private static RowType.Field field(String name) {
    return new RowType.Field(name, FieldType.INT64, false);
  }
}
