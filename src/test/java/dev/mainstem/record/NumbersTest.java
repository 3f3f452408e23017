package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of texts against the JDK's own. */
class NumbersTest {

  @Property
  void everyDoubleIsReadBack(@ForAll double value) {
    assertThat(Parsing.of(FieldType.DOUBLE, Double.toString(value))).isEqualTo(value);
    assertThat(Parsing.of(FieldType.DOUBLE, new BigDecimal(value).toString())).isEqualTo(value);
  }

  @Property
  void everyFloatIsReadBack(@ForAll float value) {
    assertThat(Parsing.of(FieldType.FLOAT, Float.toString(value))).isEqualTo(value);
  }

  @Property
  void everyLongIsReadBackExactly(@ForAll long value) {
    assertThat(Parsing.of(FieldType.INT64, Long.toString(value))).isEqualTo(value);
    assertThat(Parsing.of(FieldType.DECIMAL, Long.toString(value)))
        .isEqualTo(BigDecimal.valueOf(value));
  }

  @Property
  void doubleIsThatOfTheJdkForAnyDigits(@ForAll("numerals") String text) {
    double expected = Double.parseDouble(text);
    Object rejected = "expected a finite double, found \"" + text + '"';
    assertThat(Parsing.of(FieldType.DOUBLE, text))
        .isEqualTo(Double.isInfinite(expected) ? rejected : (Object) expected);
  }

  @Property(tries = 20_000)
  void shortDecimalIsThatOfTheJdk(@ForAll long digits, @ForAll @IntRange(max = 18) int decimals) {
    String text = BigDecimal.valueOf(digits, decimals).toPlainString();
    assertThat(Parsing.of(FieldType.DOUBLE, text)).isEqualTo(Double.parseDouble(text));
  }

  @Property
  void wholeNumberIsThatOfTheJdkForAnyDigits(@ForAll("numerals") String text) {
    Object expected;
    try {
      expected = new BigDecimal(text).longValueExact();
    } catch (ArithmeticException e) {
      expected = "expected int64, found \"" + text + '"';
    }
    assertThat(Parsing.of(FieldType.INT64, text)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> numerals() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25);
    Arbitrary<String> fraction =
        Arbitraries.oneOf(
            Arbitraries.of("", ".", ".0", ".00"),
            Arbitraries.strings().numeric().ofMaxLength(25).map(d -> "." + d));
    Arbitrary<String> exponent =
        Arbitraries.oneOf(
            Arbitraries.just(""), Arbitraries.integers().between(-400, 400).map(e -> "e" + e));
    return Combinators.combine(Arbitraries.of("", "-", "+"), digits, fraction, exponent)
        .as((sign, whole, rest, power) -> sign + whole + rest + power);
  }

  @ParameterizedTest
  @CsvSource({
    "INT32, 2147483647", "INT32, -2147483648", "INT64, 9223372036854775807",
    "INT64, -9223372036854775808", "INT64, 0", "INT64, 9007199254740993"
  })
  void integersKeepAllTheirDigits(FieldType type, String text) {
    assertThat(Parsing.of(type, text).toString()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "' 5', 5",
    "'5 ', 5",
    "'\t5', 5",
    "+5, 5",
    "005, 5",
    "-0, 0",
    "5.0, 5",
    "5., 5",
    "2e3, 2000",
    "9.223372036854775807e18, 9223372036854775807",
    "0000000000000000000000000007, 7"
  })
  void wholeNumberMayBeWrittenInManyWays(String text, long value) {
    assertThat(Parsing.of(FieldType.INT64, text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+",
        ".",
        "e5",
        "5e",
        "--5",
        "5-",
        "1 000",
        "1,000",
        "1_000",
        "0x10",
        "5L",
        "5d",
        "5f",
        "0x1p3",
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "inf",
        "∞",
        "½",
        "٣",
        "1e5.5",
        "abc"
      })
  void anythingElseIsNoNumberOfAnyType(String text) {
    for (FieldType type :
        new FieldType[] {
          FieldType.INT32, FieldType.INT64, FieldType.FLOAT, FieldType.DOUBLE, FieldType.DECIMAL
        }) {
      assertThat(Parsing.of(type, text))
          .isEqualTo("expected " + type.word() + ", found \"" + text + '"');
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INT32, 2147483648",
    "INT32, -2147483649",
    "INT64, 9223372036854775808",
    "INT64, -9223372036854775809",
    "INT64, 5.5",
    "INT64, 1e19",
    "INT32, 1e-1",
    "INT64, 1e1000"
  })
  void integerThatDoesNotFitIsRefused(FieldType type, String text) {
    assertThat(Parsing.of(type, text))
        .isEqualTo("expected " + type.word() + ", found \"" + text + '"');
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE, 1e309", "DOUBLE, -1e309", "FLOAT, 1e39", "FLOAT, -3.5e38"})
  void realThatOverflowsIsRefused(FieldType type, String text) {
    assertThat(Parsing.of(type, text))
        .isEqualTo("expected a finite " + type.word() + ", found \"" + text + '"');
  }

  @Test
  void realThatUnderflowsIsZero() {
    assertThat(Parsing.of(FieldType.DOUBLE, "1e-400")).isEqualTo(0.0);
    assertThat(Parsing.of(FieldType.DOUBLE, "-0.0")).isEqualTo(-0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.10", "123456789012345678901234567890.123456789", "1E+3", "-1.5e-7"})
  void decimalKeepsItsDigitsAndItsScale(String text) {
    assertThat(Parsing.of(FieldType.DECIMAL, text)).isEqualTo(new BigDecimal(text));
  }

  @Test
  void decimalOfAnAttackIsRefused() {
    assertThat(Parsing.of(FieldType.DECIMAL, "1e999999999"))
        .isEqualTo("expected decimal with an exponent within 1000, found \"1e999999999\"");
    assertThat(Parsing.of(FieldType.DECIMAL, "9".repeat(3000)).toString())
        .startsWith("expected decimal, found \"999")
        .hasSizeLessThan(120);
  }

  @ParameterizedTest
  @EnumSource(
      value = FieldType.class,
      names = {"DOUBLE", "INT64", "DECIMAL"})
  void exponentThatIsNoNumberIsRefused(FieldType type) {
    assertThat(Parsing.of(type, "1e99999999999999999999").toString()).startsWith("expected ");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "FALSE, false", "' True ', true"})
  void booleanIsAWord(String text, boolean value) {
    assertThat(Parsing.of(FieldType.BOOLEAN, text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "1", "0", "t", "truee"})
  void anythingElseIsNoBoolean(String text) {
    assertThat(Parsing.of(FieldType.BOOLEAN, text))
        .isEqualTo("expected boolean, found \"" + text + '"');
  }
}
