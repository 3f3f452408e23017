package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the approximate count is from the number of values that the test has made. */
class ApproximateDistinctTest {

  private static final double STANDARD_ERROR = 1.04 / 64;

  /** Hashes are fixed, so this is no bound that a run could miss by chance. */
  private static final double MOST = 4 * STANDARD_ERROR;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 255, 256})
  void fewValuesAreCountedExactly(long n) throws Exception {
    assertThat(count(FieldType.INT64, n, i -> i)).isEqualTo(n);
    assertThat(count(FieldType.STRING, n, i -> "device-" + i)).isEqualTo(n);
  }

  @ParameterizedTest
  @ValueSource(longs = {257, 1_000, 4_096, 10_000, 20_000, 300_000})
  void manyValuesAreCountedWithinTheStatedError(long n) throws Exception {
    assertNear(n, count(FieldType.INT64, n, i -> i));
    assertNear(n, count(FieldType.STRING, n, i -> "device-" + i));
    assertNear(n, count(FieldType.DOUBLE, n, i -> i / 8.0));
    assertNear(n, count(FieldType.DECIMAL, n, i -> BigDecimal.valueOf(i, 2)));
    assertNear(n, count(FieldType.TIMESTAMP, n, i -> Instant.ofEpochMilli(i * 60_000)));
    assertNear(n, count(FieldType.DATE, n, LocalDate::ofEpochDay));
  }

  @Test
  void theErrorIsTheStandardOneOverManySets() {
    int sets = 400;
    double squares = 0;
    double errors = 0;
    for (int set = 0; set < sets; set++) {
      HyperLogLog sketch = new HyperLogLog();
      Random random = new Random(set);
      int n = 2_000 + 37 * set;
      random.longs(n).forEach(sketch::add);
      double error = sketch.estimate() / (double) n - 1;
      squares += error * error;
      errors += error;
    }
    assertThat(Math.sqrt(squares / sets)).isLessThan(1.15 * STANDARD_ERROR);
    assertThat(Math.abs(errors / sets)).as("bias").isLessThan(0.2 * STANDARD_ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 256, 257, 300, 5_000})
  void theCountDependsOnTheSetAlone(int n) throws Exception {
    List<Long> values = new ArrayList<>();
    for (long i = 0; i < n; i++) {
      values.add(i);
      if (i % 3 == 0) {
        values.add(i);
      }
    }
    Splits count = Splits.of(Function.COUNT_DISTINCT_APPROX, FieldType.INT64);
    Set<Object> found = new HashSet<>();
    for (int seed = 0; seed < 30; seed++) {
      found.add(count.shuffled(values, new Random(seed)));
    }
    assertThat(found).hasSize(1);
  }

  @Test
  void aMergedOneSharesNothingWithItsPart() {
    HyperLogLog whole = new HyperLogLog();
    HyperLogLog part = new HyperLogLog();
    new Random(1).longs(1_000).forEach(part::add);
    long before = part.estimate();
    whole.merge(part);
    new Random(2).longs(100_000).forEach(whole::add);
    assertThat(part.estimate()).isEqualTo(before);
  }

  @Test
  void hashesOfNothingButOnesOrZerosAreCounted() {
    HyperLogLog sketch = new HyperLogLog();
    new Random(1).longs(1_000).forEach(sketch::add);
    sketch.add(0);
    sketch.add(-1);
    assertNear(1_002, sketch.estimate());
  }

  /** State has them: the first numbers that SplitMix64 gives for these seeds, as published. */
  @Test
  void hashesStayWhatTheyAre() {
    assertThat(ValueHash.of(0L)).isEqualTo(0xE220_A839_7B1D_CDAFL);
    assertThat(ValueHash.of(1_234_567L)).isEqualTo(6_457_827_717_110_365_317L);
    assertThat(ValueHash.of(1_234_567)).isEqualTo(6_457_827_717_110_365_317L);
    assertThat(ValueHash.of(Instant.ofEpochMilli(1_234_567))).isEqualTo(ValueHash.of(1_234_567L));
  }

  @Test
  void equalNumbersAreOneValue() throws Exception {
    Splits doubles = Splits.of(Function.COUNT_DISTINCT_APPROX, FieldType.DOUBLE);
    assertThat(doubles.inOrder(0.0, -0.0, 1.0, null)).isEqualTo(2L);
    Splits decimals = Splits.of(Function.COUNT_DISTINCT_APPROX, FieldType.DECIMAL);
    assertThat(
            decimals.inOrder(
                new BigDecimal("100"),
                new BigDecimal("1E+2"),
                new BigDecimal("0.00"),
                new BigDecimal("0")))
        .isEqualTo(2L);
  }

  @ParameterizedTest
  @EnumSource(FieldType.class)
  void thereIsOneForEachType(FieldType type) {
    assertThat(Function.COUNT_DISTINCT_APPROX.over(type)).contains(FieldType.INT64);
  }

  private static Object count(FieldType type, long n, LongFunction<Object> value) throws Exception {
    List<Object> values = LongStream.range(0, n).mapToObj(value).toList();
    Object count = Splits.of(Function.COUNT_DISTINCT_APPROX, type).inOrder(values.toArray());
    return count == null ? -1 : count;
  }

  private static void assertNear(long n, Object count) {
    double error = ((Long) count) / (double) n - 1;
    assertThat(error).as("%s of %s", count, n).isBetween(-MOST, MOST);
  }
}
