package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Int128Test {

  @Property
  void aSumIsThatOfBigIntegers(
      @ForAll("manyWholes") List<Long> some, @ForAll("manyWholes") List<Long> others)
      throws IOException {
    Int128 sum = sum(some);
    sum.add(decoded(sum(others)));
    BigInteger expected = exact(some).add(exact(others));
    assertThat(sum.toBigInteger()).isEqualTo(expected);
    assertThat(sum.toLong())
        .isEqualTo(
            expected.bitLength() < 64
                ? OptionalLong.of(expected.longValueExact())
                : OptionalLong.empty());
  }

  @Test
  void theLastLongFitsAndTheNextDoesNot() {
    assertThat(sum(List.of(Long.MAX_VALUE)).toLong()).hasValue(Long.MAX_VALUE);
    assertThat(sum(List.of(Long.MAX_VALUE, 1L)).toLong()).isEmpty();
    assertThat(sum(List.of(Long.MIN_VALUE)).toLong()).hasValue(Long.MIN_VALUE);
    assertThat(sum(List.of(Long.MIN_VALUE, -1L)).toLong()).isEmpty();
    assertThat(sum(List.of(Long.MIN_VALUE, -1L, 1L)).toLong()).hasValue(Long.MIN_VALUE);
  }

  private static Int128 sum(List<Long> values) {
    Int128 sum = new Int128();
    values.forEach(sum::add);
    return sum;
  }

  private static BigInteger exact(List<Long> values) {
    return values.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static Int128 decoded(Int128 sum) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sum.encode(new DataOutputStream(bytes));
    Int128 decoded = new Int128();
    decoded.decode(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return decoded;
  }

  @Provide
  Arbitrary<List<Long>> manyWholes() {
    return Arbitraries.oneOf(
            Arbitraries.longs(),
            Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L, 1L, 0xFFFF_FFFFL))
        .list()
        .ofMaxSize(30);
  }
}
