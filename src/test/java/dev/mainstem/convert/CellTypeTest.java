package dev.mainstem.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mainstem.record.Json;
import dev.mainstem.spec.FieldType;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the cells of a column have in common. */
class CellTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0 | INT64",
        "-7 | INT64",
        "` 5 ` | INT64",
        "9223372036854775807 | INT64",
        "-9223372036854775808 | INT64",
        "9223372036854775808 | STRING",
        "-9223372036854775809 | STRING",
        "123456789012345678901234567890 | STRING",
        "007 | STRING",
        "00 | STRING",
        "-007 | STRING",
        "00.5 | STRING",
        "+5 | STRING",
        "1.5 | DOUBLE",
        "-0 | DOUBLE",
        ".5 | DOUBLE",
        "5. | DOUBLE",
        "1e3 | DOUBLE",
        "-2.5E-7 | DOUBLE",
        "0.1 | DOUBLE",
        "3.141592653589793 | DOUBLE",
        "0.12345678901234567891 | DECIMAL",
        "1e-400 | DECIMAL",
        "1e999 | STRING",
        "1e-2000 | STRING",
        "1e99999999999999999999 | STRING",
        "1e | STRING",
        "e5 | STRING",
        ". | STRING",
        "- | STRING",
        "-. | STRING",
        "1.5.2 | STRING",
        "1,5 | STRING",
        "0x1F | STRING",
        "1d | STRING",
        "NaN | STRING",
        "Infinity | STRING",
        "1_000 | STRING",
        "\u0661 | STRING",
        "true | BOOLEAN",
        "False | BOOLEAN",
        "TRUE | BOOLEAN",
        "yes | STRING",
        "2025-01-01 | STRING",
      })
  void aSingleCellHasAType(String cell, FieldType type) {
    assertThat(typeOf(cell)).isEqualTo(type);
  }

  @Test
  void noCellAtAllIsAString() {
    assertThat(typeOf()).isEqualTo(FieldType.STRING);
  }

  @Test
  void integersAndFractionsAreDoubles() {
    assertThat(typeOf("1", "2.5", "-3")).isEqualTo(FieldType.DOUBLE);
  }

  @Test
  void anIntegerThatNoDoubleHoldsMakesFractionsDecimal() {
    assertThat(typeOf("9007199254740992", "2.5")).isEqualTo(FieldType.DOUBLE);
    assertThat(typeOf("9007199254740993", "2.5")).isEqualTo(FieldType.DECIMAL);
    assertThat(typeOf("2.5", "-9007199254740993")).isEqualTo(FieldType.DECIMAL);
  }

  @Test
  void numbersAndBooleansAreStrings() {
    assertThat(typeOf("1", "true")).isEqualTo(FieldType.STRING);
    assertThat(typeOf("false", "1.5")).isEqualTo(FieldType.STRING);
  }

  @Test
  void oneTextMakesAllOfThemStrings() {
    assertThat(typeOf("1", "2", "x", "3")).isEqualTo(FieldType.STRING);
    assertThat(typeOf("true", "n/a")).isEqualTo(FieldType.STRING);
    assertThat(typeOf("12", "007")).isEqualTo(FieldType.STRING);
  }

  @Property
  void everyLongIsAnInt64(@ForAll long value) {
    assertThat(typeOf(Long.toString(value))).isEqualTo(FieldType.INT64);
  }

  @Property
  void everyFiniteDoubleIsADoubleInItsShortestForm(@ForAll double value) {
    assertThat(typeOf(Double.toString(value))).isEqualTo(FieldType.DOUBLE);
  }

  /** A JSON parser is the second opinion on what is a number. */
  @Property
  void whatIsNoJsonNumberIsNoInteger(@ForAll("digits") String text) throws IOException {
    boolean integer = typeOf(text) == FieldType.INT64;
    assertThat(integer).isEqualTo(isJsonInteger(text));
  }

  @Provide
  Arbitrary<String> digits() {
    return Arbitraries.strings().withChars('0', '1', '9', '-').ofMinLength(1).ofMaxLength(5);
  }

  private static boolean isJsonInteger(String text) throws IOException {
    if (text.equals("-0")) {
      return false;
    }
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      return json.nextToken().isNumeric() && json.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static FieldType typeOf(String... cells) {
    CellType type = new CellType();
    for (String cell : cells) {
      type.add(cell);
    }
    return type.type();
  }
}
