package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegressionTest {

  private static final Splits REGRESSION =
      new Splits(new Regression(0, 1, false), FieldType.DOUBLE, FieldType.DOUBLE);

  private static final Splits WITH_ERROR =
      new Splits(new Regression(0, 1, true), FieldType.DOUBLE, FieldType.DOUBLE);

  @Test
  void pointsOnALineGiveItsCoefficients() throws Exception {
    assertThat(fit(new double[] {1, 2, 4}, new double[] {5, 7, 11}))
        .containsExactly(3L, 2.0, 3.0, 1.0);
  }

  @Test
  void aKnownExampleByHand() throws Exception {
    // means 2 and 3; deviations of x: -1 0 1, of y: -1 -1 2; a = 3/2, b = 3 - 3 = 0, r2 = 9/(2*6)
    assertThat(fit(new double[] {1, 2, 3}, new double[] {2, 2, 5}))
        .containsExactly(3L, 1.5, 0.0, 0.75);
  }

  @Test
  void withoutSpreadInXThereIsNoLine() throws Exception {
    assertThat(fit(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3}))
        .containsExactly(3L, null, null, null);
    assertThat(fit(new double[] {7}, new double[] {1})).containsExactly(1L, null, null, null);
  }

  @Test
  void withoutSpreadInYTheLineIsFlatAndExplainsNothing() throws Exception {
    assertThat(fit(new double[] {0.1, 0.2, 0.7}, new double[] {0.3, 0.3, 0.3}))
        .containsExactly(3L, 0.0, 0.3, null);
  }

  @Test
  void aLargeOffsetWithATinySpreadLosesNoDigit() throws Exception {
    double offset = 0x1p52;
    assertThat(
            fit(
                new double[] {offset, offset + 1, offset + 2, offset + 3},
                new double[] {-offset, -offset - 2, -offset - 4, -offset - 6}))
        .containsExactly(4L, -2.0, offset, 1.0);
  }

  @Test
  void instantsOfOneSecondInEpochMillisAreAsGoodAsSmallNumbers() throws Exception {
    double t = 1_767_225_600_000.0;
    assertThat(fit(new double[] {t, t + 1, t + 2, t + 1000}, new double[] {0, 0.25, 0.5, 250}))
        .containsExactly(4L, 0.25, -0.25 * t, 1.0);
  }

  @Test
  void squaresThatFitNoDoubleDoNotMatter() throws Exception {
    assertThat(fit(new double[] {0, 0x1p700}, new double[] {0x1p-700, 0x1p-699}))
        .startsWith(2L)
        .endsWith(0x1p-700, 1.0)
        .contains(0.0); // the slope of 2^-1400 is below the least double
    assertThat(fit(new double[] {0x1p-600, 0x1p-601}, new double[] {0x1p-600, 0x1p-601}))
        .containsExactly(2L, 1.0, 0.0, 1.0);
  }

  @Test
  void aSlopeThatFitsNoDoubleIsRejected() {
    assertThatThrownBy(() -> fit(new double[] {0, 1e-200}, new double[] {0, 1e200}))
        .hasMessage("expected a regression that fits double, found a larger one");
  }

  @Test
  void anInterceptBetweenTwoDoublesIsTheEvenOne() throws Exception {
    // a = 24/7, b = -(24e15 + 1.25) / 7 = -3428571428571428.75, where doubles are a half apart
    assertThat(fit(new double[] {1e15 + 0.125, 1e15 + 1}, new double[] {0.25, 3.25}))
        .containsExactly(2L, 24.0 / 7, -3428571428571429.0, 1.0);
  }

  @Test
  void theStandardErrorIsTheRootOfTheMeanSquareOfTheResiduals() throws Exception {
    // the line of the known example is y = 1.5 x; residuals 0.5, -1, 0.5: 1.5 in squares, n - 2 = 1
    assertThat(fit(WITH_ERROR, new double[] {1, 2, 3}, new double[] {2, 2, 5}))
        .containsExactly(3L, 1.5, 0.0, 0.75, Math.sqrt(1.5));
    assertThat(fit(WITH_ERROR, new double[] {1, 2, 4}, new double[] {5, 7, 11})).endsWith(1.0, 0.0);
  }

  @Test
  void twoRowsOrNoLineTellNothingOfTheError() throws Exception {
    assertThat(fit(WITH_ERROR, new double[] {1, 2}, new double[] {2, 2}))
        .containsExactly(2L, 0.0, 2.0, null, null);
    assertThat(fit(WITH_ERROR, new double[] {1, 1, 1}, new double[] {2, 2, 3}))
        .containsExactly(3L, null, null, null, null);
  }

  @Property(tries = 200)
  void theStandardErrorIsExactWhateverTheOrderAndTheSplits(
      @ForAll("points") List<double[]> points, @ForAll long seed) throws Exception {
    List<BigDecimal> x = points.stream().map(p -> new BigDecimal(p[0])).toList();
    List<BigDecimal> y = points.stream().map(p -> new BigDecimal(p[1])).toList();
    List<@Nullable Object[]> rows = new ArrayList<>();
    points.forEach(p -> rows.add(new @Nullable Object[] {p[0], p[1]}));
    boolean told = points.size() > 2 && x.stream().distinct().count() > 1;
    Object error = WITH_ERROR.shuffledRows(rows, new Random(seed))[4];
    assertThat(error).isEqualTo(told ? Exact.standardError(x, y).doubleValue() : null);
  }

  @Property(tries = 500)
  void aRegressionIsTheExactOneRoundedOnceWhateverTheOrderAndTheSplits(
      @ForAll("points") List<double[]> points, @ForAll long seed) throws Exception {
    List<BigDecimal> x = points.stream().map(p -> new BigDecimal(p[0])).toList();
    List<BigDecimal> y = points.stream().map(p -> new BigDecimal(p[1])).toList();
    List<@Nullable Object[]> rows = new ArrayList<>();
    points.forEach(p -> rows.add(new @Nullable Object[] {p[0], p[1]}));
    @Nullable Object[] results = REGRESSION.shuffledRows(rows, new Random(seed));
    boolean line = x.stream().distinct().count() > 1;
    boolean flat = y.stream().distinct().count() == 1;
    assertThat(results)
        .containsExactly(
            (long) points.size(),
            line ? Exact.slope(x, y).doubleValue() : null,
            line ? Exact.intercept(x, y).doubleValue() : null,
            line && !flat ? Exact.r2(x, y).doubleValue() : null);
  }

  private static @Nullable Object[] fit(double[] x, double[] y) throws Exception {
    return fit(REGRESSION, x, y);
  }

  private static @Nullable Object[] fit(Splits regression, double[] x, double[] y)
      throws Exception {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      rows.add(new @Nullable Object[] {x[i], y[i]});
    }
    return regression.shuffledRows(rows, new Random(x.length));
  }

  @Provide
  Arbitrary<List<double[]>> points() {
    Arbitrary<Double> small = Arbitraries.integers().between(-20, 20).map(i -> i / 4.0);
    Arbitrary<Double> tenths = Arbitraries.integers().between(-20, 20).map(i -> i / 10.0);
    Arbitrary<Double> offset = Arbitraries.integers().between(0, 20).map(i -> 1e15 + i / 8.0);
    Arbitrary<Double> values = Arbitraries.oneOf(small, tenths, offset);
    return values
        .flatMap(x -> values.map(y -> new double[] {x, y}))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
