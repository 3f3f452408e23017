package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DyadicTest {

  private static final MathContext DIGITS = new MathContext(1_200);

  @Property(tries = 3_000)
  void aQuotientIsTheNearestDouble(@ForAll("numbers") Dyadic a, @ForAll("numbers") Dyadic b) {
    if (!b.isZero()) {
      double nearest = decimal(a).divide(decimal(b), DIGITS).doubleValue();
      assertThat(a.dividedBy(b) + 0.0).isEqualTo(nearest + 0.0);
    }
  }

  @Property(tries = 2_000)
  void aRootIsTheNearestDouble(@ForAll("numbers") Dyadic a, @ForAll("numbers") Dyadic b) {
    if (!b.isZero()) {
      BigDecimal quotient = decimal(a).divide(decimal(b), DIGITS).abs();
      double nearest = quotient.sqrt(new MathContext(80)).doubleValue();
      assertThat(a.rootOfQuotient(b)).isEqualTo(nearest);
    }
  }

  @Test
  void aQuotientBelowTheLeastDoubleIsZeroAndOneAboveTheGreatestIsInfinite() {
    Dyadic tiny = new Dyadic(BigInteger.ONE, -1_075);
    assertThat(tiny.dividedBy(Dyadic.of(1))).isZero();
    assertThat(tiny.times(3).dividedBy(Dyadic.of(1))).isEqualTo(Double.MIN_VALUE * 2);
    assertThat(new Dyadic(BigInteger.ONE, 1_024).dividedBy(Dyadic.of(-1)))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private static BigDecimal decimal(Dyadic value) {
    BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(value.exponent()));
    BigDecimal significand = new BigDecimal(value.significand());
    return value.exponent() < 0 ? significand.divide(power) : significand.multiply(power);
  }

  @Provide
  Arbitrary<Dyadic> numbers() {
    Arbitrary<BigInteger> significands =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers().between(BigInteger.valueOf(-9), BigInteger.valueOf(9)),
            Arbitraries.longs().map(BigInteger::valueOf),
            Arbitraries.bigIntegers()
                .between(BigInteger.TWO.pow(200).negate(), BigInteger.TWO.pow(200)));
    return significands.flatMap(
        significand ->
            Arbitraries.integers()
                .between(-700, 500)
                .map(exponent -> new Dyadic(significand, exponent)));
  }
}
