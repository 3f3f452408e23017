package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/**
 * No result depends on the order of its rows, on how they were split among accumulators, or on
 * whether these travelled: each is the exact one, rounded once.
 */
class OrderPropertyTest {

  @Property(tries = 500)
  void meansOfDoubles(@ForAll("measures") List<Double> values, @ForAll long seed) throws Exception {
    double expected = Exact.mean(Exact.decimals(values)).doubleValue();
    assertThat(Splits.of(Function.MEAN, FieldType.DOUBLE).shuffled(values, new Random(seed)))
        .isEqualTo(expected);
  }

  @Property(tries = 500)
  void spreads(@ForAll("measures") List<Double> values, @ForAll long seed) throws Exception {
    List<BigDecimal> exact = Exact.decimals(values);
    boolean enough = values.size() > 1;
    assertThat(Splits.of(Function.VARIANCE, FieldType.DOUBLE).shuffled(values, new Random(seed)))
        .isEqualTo(enough ? Exact.variance(exact).doubleValue() : null);
    assertThat(Splits.of(Function.STDDEV, FieldType.DOUBLE).shuffled(values, new Random(seed)))
        .isEqualTo(enough ? Exact.deviation(exact).doubleValue() : null);
  }

  @Property(tries = 500)
  void sumsAndMeansOfLongs(@ForAll("wholes") List<Long> values, @ForAll long seed)
      throws Exception {
    BigInteger sum =
        values.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    double mean = Exact.mean(values.stream().map(BigDecimal::valueOf).toList()).doubleValue();
    assertThat(Splits.of(Function.MEAN, FieldType.INT64).shuffled(values, new Random(seed)))
        .isEqualTo(mean);
    if (sum.bitLength() < 64) {
      assertThat(Splits.of(Function.SUM, FieldType.INT64).shuffled(values, new Random(seed)))
          .isEqualTo(sum.longValueExact());
    }
  }

  @Property(tries = 300)
  void extremesAndCounts(@ForAll("wholes") List<Long> values, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    assertThat(Splits.of(Function.MIN, FieldType.INT64).shuffled(values, random))
        .isEqualTo(Collections.min(values));
    assertThat(Splits.of(Function.MAX, FieldType.INT64).shuffled(values, random))
        .isEqualTo(Collections.max(values));
    assertThat(Splits.of(Function.COUNT, FieldType.INT64).shuffled(values, random))
        .isEqualTo((long) values.size());
  }

  @Property(tries = 300)
  void sumsAndMeansOfDecimals(@ForAll("decimals") List<BigDecimal> values, @ForAll long seed)
      throws Exception {
    assertThat(Splits.of(Function.SUM, FieldType.DECIMAL).shuffled(values, new Random(seed)))
        .isEqualTo(Exact.sum(values));
    assertThat(Splits.of(Function.MEAN, FieldType.DECIMAL).shuffled(values, new Random(seed)))
        .isEqualTo(Exact.mean(values).doubleValue());
  }

  @Property(tries = 300)
  void quantiles(
      @ForAll("measures") List<Double> values,
      @ForAll @DoubleRange(min = 0, max = 1) double q,
      @ForAll long seed)
      throws Exception {
    Object found =
        Splits.of(Function.QUANTILE, q, FieldType.DOUBLE).shuffled(values, new Random(seed));
    double expected = Exact.quantile(Exact.decimals(values), q).doubleValue();
    double widest = values.stream().mapToDouble(Math::abs).max().orElseThrow();
    assertThat((Double) found).isCloseTo(expected, within(1e-15 * values.size() * widest));
  }

  @Property(tries = 300)
  void distinctAndGreatestValues(@ForAll("wholes") List<Long> values, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    int most = random.nextInt(1, 40);
    assertThat(Splits.of(Function.COUNT_DISTINCT, FieldType.INT64).shuffled(values, random))
        .isEqualTo(values.stream().distinct().count());
    assertThat(Splits.of(Function.TOP, most, FieldType.INT64).shuffled(values, random))
        .isEqualTo(values.stream().sorted(Comparator.reverseOrder()).limit(most).toList());
  }

  @Property(tries = 300)
  void firstLastAndAllByTime(@ForAll("wholes") List<Long> values, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    assertThat(Splits.of(Function.FIRST, FieldType.INT64).shuffled(values, random))
        .isEqualTo(values.get(0));
    assertThat(Splits.of(Function.LAST, FieldType.INT64).shuffled(values, random))
        .isEqualTo(values.get(values.size() - 1));
    assertThat(Splits.of(Function.COLLECT, FieldType.INT64).shuffled(values, random))
        .isEqualTo(values);
  }

  /** What measures look like: few digits, or a large offset with a spread in the last digits. */
  @Provide
  Arbitrary<List<Double>> measures() {
    Arbitrary<Double> cents = Arbitraries.integers().between(-99_999, 99_999).map(c -> c / 100.0);
    Arbitrary<Double> offset = Arbitraries.integers().between(-99, 99).map(i -> 1e15 + i / 8.0);
    Arbitrary<Double> any = Arbitraries.doubles().between(-1e150, 1e150);
    return Arbitraries.oneOf(list(cents), list(offset), list(any));
  }

  @Provide
  Arbitrary<List<Long>> wholes() {
    return Arbitraries.oneOf(
        list(Arbitraries.longs()), list(Arbitraries.longs().between(-1_000, 1_000)));
  }

  @Provide
  Arbitrary<List<BigDecimal>> decimals() {
    return list(
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1e20"), new BigDecimal("1e20"))
            .ofScale(7));
  }

  private static <T> Arbitrary<List<T>> list(Arbitrary<T> values) {
    return values.list().ofMinSize(1).ofMaxSize(30);
  }
}
