package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static final double MOST = Double.MAX_VALUE;
  private static final Splits SUM = Splits.of(Function.SUM, FieldType.DOUBLE);

  @Test
  void theSumOfTenTenthsIsOne() throws Exception {
    Double[] tenths = Collections.nCopies(10, 0.1).toArray(Double[]::new);
    assertThat(SUM.inOrder((Object[]) tenths)).isEqualTo(1.0);
  }

  @Test
  void aSmallNumberSurvivesLargeOnesThatCancel() throws Exception {
    assertThat(SUM.inOrder(1e100, 1.0, -1e100)).isEqualTo(1.0);
    assertThat(SUM.inOrder(1.0, 1e100, 1e-100, -1e100, -1.0)).isEqualTo(1e-100);
    assertThat(SUM.inOrder(MOST, Double.MIN_VALUE, -MOST)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void onlyTheEndHasToFitADouble() throws Exception {
    assertThat(SUM.inOrder(MOST, MOST, MOST, -MOST, -MOST)).isEqualTo(MOST);
  }

  @Test
  void aTieIsRoundedToTheEvenDouble() throws Exception {
    assertThat(SUM.inOrder(0x1p53, 1.0)).isEqualTo(0x1p53);
    assertThat(SUM.inOrder(0x1p53, 3.0)).isEqualTo(0x1p53 + 4);
    assertThat(SUM.inOrder(0x1p53, 1.0, Double.MIN_VALUE)).isEqualTo(0x1p53 + 2);
    assertThat(SUM.inOrder(0x1p53, 1.0, -Double.MIN_VALUE)).isEqualTo(0x1p53);
  }

  @Test
  void negativeZeroIsZero() throws Exception {
    assertThat(SUM.inOrder(-0.0)).isEqualTo(0.0);
  }

  @Property(tries = 3_000)
  void aSumIsTheExactOneRoundedOnceWhateverTheOrderAndTheSplits(
      @ForAll("manyReals") List<Double> values, @ForAll long seed) throws Exception {
    double expected = Exact.sum(Exact.decimals(values)).doubleValue();
    if (Double.isFinite(expected)) {
      assertThat(SUM.shuffled(values, new Random(seed))).isEqualTo(expected + 0.0);
    }
  }

  /**
   * Most sums of data are of these; a few powers of two wide, so that some need more than 64 bits.
   */
  @Property(tries = 5_000)
  void numbersOfAboutOneSizeAreRoundedOnceToo(
      @ForAll("ofAboutOneSize") List<Double> values,
      @ForAll @IntRange(min = -1060, max = 940) int power)
      throws Exception {
    List<Double> scaled = values.stream().map(value -> Math.scalb(value, power)).toList();
    assertThat(SUM.inOrder(scaled.toArray()))
        .isEqualTo(Exact.sum(Exact.decimals(scaled)).doubleValue() + 0.0);
  }

  @Property(tries = 1_000)
  void aSumOfProductsIsExactEvenWhereTheProductsFitNoDouble(
      @ForAll("manyReals") List<Double> values) {
    ExactSum sum = new ExactSum();
    List<BigDecimal> products = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      sum.addProduct(values.get(i - 1), values.get(i));
      products.add(new BigDecimal(values.get(i - 1)).multiply(new BigDecimal(values.get(i))));
    }
    assertThat(decimal(sum.value())).isEqualByComparingTo(Exact.sum(products));
  }

  /**
   * As a runner does: it writes a checkpoint beside the task, which copies what it would change.
   */
  @Test
  void aSumThatIsWrittenDownTwiceAtTheSameTimeIsTheSameInBoth() throws Exception {
    BigDecimal expected = Exact.sum(Exact.decimals(List.of(1e300, -1e-300)));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 5_000; i++) {
        ExactSum sum = new ExactSum();
        sum.add(1e300);
        sum.add(-1e-300);
        CyclicBarrier together = new CyclicBarrier(2);
        Future<byte[]> there = other.submit(() -> encoded(sum, together));
        byte[] here = encoded(sum, together);
        assertThat(decimal(decoded(here).value())).isEqualByComparingTo(expected);
        assertThat(there.get()).isEqualTo(here);
      }
    } finally {
      other.shutdownNow();
    }
  }

  private static byte[] encoded(ExactSum sum, CyclicBarrier together) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    together.await();
    sum.encode(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ExactSum decoded(byte[] bytes) throws IOException {
    ExactSum sum = new ExactSum();
    sum.decode(new DataInputStream(new ByteArrayInputStream(bytes)));
    return sum;
  }

  private static BigDecimal decimal(Dyadic value) {
    BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(value.exponent()));
    BigDecimal significand = new BigDecimal(value.significand());
    return value.exponent() < 0 ? significand.divide(power) : significand.multiply(power);
  }

  @Provide
  Arbitrary<List<Double>> manyReals() {
    return reals().list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Double>> ofAboutOneSize() {
    Arbitrary<Double> bits =
        Arbitraries.longs().between(-1L << 53, 1L << 53).map(Long::doubleValue);
    Arbitrary<Double> few = Arbitraries.integers().between(-99_999, 99_999).map(n -> n / 1_000.0);
    Arbitrary<Integer> shifts = Arbitraries.integers().between(0, 13);
    Arbitrary<Double> wide = Combinators.combine(bits, shifts).as((n, s) -> Math.scalb(n, s));
    return Arbitraries.oneOf(
        bits.list().ofMinSize(1).ofMaxSize(20),
        few.list().ofMinSize(1).ofMaxSize(20),
        wide.list().ofMinSize(1).ofMaxSize(20));
  }

  private static Arbitrary<Double> reals() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-9_999, 9_999).map(cents -> cents / 100.0),
        Arbitraries.of(MOST, -MOST, Double.MIN_VALUE, -Double.MIN_VALUE, 0.0, -0.0, 0x1p53, 1.0),
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
  }
}
