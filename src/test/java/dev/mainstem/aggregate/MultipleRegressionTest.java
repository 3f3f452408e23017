package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MultipleRegressionTest {

  @Test
  void pointsOnAPlaneGiveItsCoefficients() throws Exception {
    // y = 1 + 2u - 3v
    assertThat(fit(0, new double[][] {{0, 0, 1}, {1, 0, 3}, {0, 1, -2}, {2, 2, -1}, {5, 1, 8}}))
        .containsExactly(5L, 1.0, 2.0, -3.0, 1.0, 0.0);
  }

  @Test
  void aKnownExampleByHand() throws Exception {
    // u and v are at right angles, with sums of squares 4, and 3 and 1 with y, whose mean is 5/4
    double[][] points = {{-1, -1, 0.5}, {-1, 1, 0.5}, {1, -1, 1.5}, {1, 1, 2.5}};
    // y less 5/4: -3/4, -3/4, 1/4, 5/4; in squares 11/4, of which 4 * (9/16 + 1/16) are explained
    assertThat(fit(0, points)).containsExactly(4L, 1.25, 0.75, 0.25, 10.0 / 11, 0.5);
  }

  @Test
  void aRidgeDrawsTheCoefficientsToZeroAndLeavesTheIntercept() throws Exception {
    double[][] points = {{-1, -1, 0.5}, {-1, 1, 0.5}, {1, -1, 1.5}, {1, 1, 2.5}};
    // the squares are 4 + 4 now, which halves both; residuals: 11/4 - 2 * 10/8 + 4 * 10/64 = 7/8
    assertThat(fit(4, points)).containsExactly(4L, 1.25, 0.375, 0.125, 15.0 / 22, Math.sqrt(0.875));
  }

  @Test
  void variablesThatDependOnEachOtherHaveNoCoefficientsButWithARidge() throws Exception {
    double[][] points = {{1, 2, 3}, {2, 4, 4}, {3, 6, 9}, {4, 8, 1}};
    assertThat(fit(0, points)).containsExactly(4L, null, null, null, null, null);
    assertThat(fit(0.5, points)).doesNotContainNull();
    assertThat(fit(0, new double[][] {{1, 5, 3}, {2, 4, 4}})).startsWith(2L, null, null);
  }

  @Test
  void variablesThatNearlyDependOnEachOtherLoseNoDigit() throws Exception {
    // the second is the first and a last bit more or less; y = u + v
    double t = 0x1p39;
    double bit = 0x1p-12;
    assertThat(
            fit(
                0,
                new double[][] {
                  {t, t, 2 * t},
                  {t + 1, t + 1 + bit, 2 * t + 2 + bit},
                  {t + 2, t + 2, 2 * t + 4},
                  {t + 3, t + 3 - bit, 2 * t + 6 - bit}
                }))
        .containsExactly(4L, 0.0, 1.0, 1.0, 1.0, 0.0);
  }

  @Test
  void aCoefficientThatFitsNoDoubleIsRejected() {
    assertThatThrownBy(() -> fit(0, new double[][] {{0, 0, 0}, {1e-200, 0, 1e200}, {0, 1, 0}}))
        .hasMessage("expected a regression that fits double, found a larger one");
  }

  @Property(tries = 300)
  void itIsTheExactOneRoundedOnceWhateverTheOrderAndTheSplits(
      @ForAll("points") List<double[]> points, @ForAll("ridges") double ridge, @ForAll long seed)
      throws Exception {
    int variables = points.get(0).length - 1;
    @Nullable Object[] results = fit(ridge, points, new Random(seed));
    assertThat(results[0]).isEqualTo((long) points.size());
    NaivePlane plane = NaivePlane.of(points, ridge);
    assertThat(results[1] == null).isEqualTo(plane == null);
    if (plane == null) {
      assertThat(Arrays.asList(results).subList(1, variables + 4)).containsOnlyNulls();
      return;
    }
    assertThat(Arrays.asList(results).subList(1, variables + 2)).isEqualTo(plane.coefficients());
    plane.checkFit(results[variables + 2], results[variables + 3]);
  }

  private static @Nullable Object[] fit(double ridge, double[][] points) throws Exception {
    return fit(ridge, List.of(points), new Random(points.length));
  }

  private static @Nullable Object[] fit(double ridge, List<double[]> points, Random random)
      throws Exception {
    int variables = points.get(0).length - 1;
    List<String> names = IntStream.range(0, variables).mapToObj(i -> "a" + i).toList();
    FieldType[] types =
        Stream.generate(() -> FieldType.DOUBLE).limit(variables + 1L).toArray(FieldType[]::new);
    List<@Nullable Object[]> rows =
        points.stream()
            .map(p -> IntStream.range(0, p.length).mapToObj(i -> p[i]).toArray())
            .map(p -> (@Nullable Object[]) p)
            .toList();
    return new Splits(new MultipleRegression(names, ridge, true), types).shuffledRows(rows, random);
  }

  @Provide
  Arbitrary<Double> ridges() {
    return Arbitraries.of(0.0, 0.0, 0.1, 7.0);
  }

  @Provide
  Arbitrary<List<double[]>> points() {
    Arbitrary<Double> small = Arbitraries.integers().between(-3, 3).map(i -> i / 2.0);
    Arbitrary<Double> tenths = Arbitraries.integers().between(-20, 20).map(i -> i / 10.0);
    Arbitrary<Double> offset = Arbitraries.integers().between(0, 20).map(i -> 1e15 + i / 8.0);
    Arbitrary<Double> values = Arbitraries.oneOf(small, small, tenths, offset);
    return Arbitraries.integers()
        .between(1, 3)
        .flatMap(
            variables ->
                values
                    .array(Double[].class)
                    .ofSize(variables + 1)
                    .map(p -> Stream.of(p).mapToDouble(Double::doubleValue).toArray())
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(9));
  }
}
