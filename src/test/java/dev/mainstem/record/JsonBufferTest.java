package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Jackson reads and writes is the oracle. */
class JsonBufferTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static String written(Consumer<JsonBuffer> writing) {
    JsonBuffer buffer = new JsonBuffer(1);
    writing.accept(buffer);
    return buffer.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1.5, -1.5",
    "0.001, 0.001",
    "0.0009999, 9.999E-4",
    "0.123456, 0.123456",
    "-0.1234567, -0.1234567",
    "138.67399999999998, 138.67399999999998",
    "9999999.999999, 9999999.999999",
    "9999999, 9999999.0",
    "10000000, 1.0E7",
    "4.9E-324, 4.9E-324",
    "1.7976931348623157E308, 1.7976931348623157E308"
  })
  void doubleHasAsFewDigitsAsTellItApart(double number, String json) {
    assertThat(written(b -> b.number(number))).isEqualTo(json);
  }

  @Property(tries = 20_000)
  void decimalsAreWrittenAsByJackson(
      @ForAll @LongRange(min = -99_999_999_999_999L, max = 99_999_999_999_999L) long digits,
      @ForAll @IntRange(max = 9) int decimals) {
    double number = digits / Math.pow(10, decimals);
    assertThat(written(b -> b.number(number))).isEqualTo(NumberOutput.toString(number, true));
  }

  @Property(tries = 20_000)
  void anyDoubleIsWrittenAsByJackson(@ForAll double number) {
    assertThat(written(b -> b.number(number))).isEqualTo(NumberOutput.toString(number, true));
  }

  @Property(tries = 20_000)
  void neighboursOfDecimalsAreToldApart(
      @ForAll @IntRange(min = 1000, max = 2_000_000_000) int millionths) {
    for (double number : new double[] {millionths / 1e6, Math.nextUp(millionths / 1e6)}) {
      assertThat(Double.parseDouble(written(b -> b.number(number)))).isEqualTo(number);
    }
  }

  @Property
  void anyWholeNumberIsThatOfTheJdk(@ForAll long number) {
    assertThat(written(b -> b.number(number))).isEqualTo(Long.toString(number));
  }

  @Property
  void anyFloatIsReadBack(@ForAll float number) {
    assertThat(Float.parseFloat(written(b -> b.number(number)))).isEqualTo(number);
  }

  @Property
  void anyTextIsReadBack(@ForAll String any) throws IOException {
    String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(JACKSON.readTree(written(b -> b.text(text))).textValue()).isEqualTo(text);
  }

  @Test
  void charactersBeyondAsciiAreUtf8AndControlsAreEscaped() {
    assertThat(written(b -> b.text("a\"\\\n\u0001\u007f\u00e9\u20ac\ud83d\ude00/")))
        .isEqualTo("\"a\\\"\\\\\\n\\u0001\u007f\u00e9\u20ac\ud83d\ude00/\"");
  }

  @Test
  void whatIsNoNumberIsAText() {
    assertThat(written(b -> b.number(Double.NaN))).isEqualTo("\"NaN\"");
    assertThat(written(b -> b.number(Float.NEGATIVE_INFINITY))).isEqualTo("\"-Infinity\"");
  }

  @Test
  void bufferIsEmptyAfterItWasMoved() throws IOException {
    JsonBuffer buffer = new JsonBuffer(4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    buffer.text("abc");
    buffer.moveTo(out);
    buffer.number(1L);
    buffer.moveTo(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"abc\"1");
    assertThat(buffer.length()).isZero();
  }
}
