package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import java.math.BigInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The plane of a multiple regression, of exact sums: every number of its results is the exact one,
 * rounded once, so that nothing is lost where variables nearly depend on each other.
 *
 * <p>With D the sums of the products of deviations, times n, the coefficients solve (Dxx + n·λ·I)·a
 * = Dxy: the normal equations, centred by the means. They are a = p / d with whole numbers p and d;
 * the sum of squared residuals is (d²·Dyy - 2d·p·Dxy + p·Dxx·p) / (n·d²).
 */
final class FittedPlane {

  private final MultipleRegression regression;
  private final long n;
  private final Dyadic[] totals;
  private final Dyadic[][] codeviations;
  private final int y;

  /**
   * @param totals the sums of the variables x, and of y behind them
   * @param codeviations of each two, times n
   */
  FittedPlane(MultipleRegression regression, long n, Dyadic[] totals, Dyadic[][] codeviations) {
    this.regression = regression;
    this.n = n;
    this.totals = totals;
    this.codeviations = codeviations;
    this.y = totals.length - 1;
  }

  /** All null but n where the variables x depend on each other, or there are too few rows. */
  @Nullable Object[] results() throws BadValue {
    @Nullable Object[] results = new @Nullable Object[regression.outputs().size()];
    results[0] = n;
    LinearSystem system = LinearSystem.solve(equations());
    if (system.determinant().signum() == 0) {
      return results;
    }
    Dyadic denominator = Dyadic.of(system.determinant());
    Dyadic[] numerators = system.numerators().stream().map(Dyadic::of).toArray(Dyadic[]::new);
    results[1] = finite(intercept(numerators, denominator));
    for (int i = 0; i < y; i++) {
      results[2 + i] = finite(numerators[i].dividedBy(denominator));
    }
    addFit(results, squares(numerators, denominator), denominator.times(denominator));
    return results;
  }

  private BigInteger[][] equations() {
    ExactSum ridge = new ExactSum();
    ridge.add(regression.ridge());
    Dyadic onDiagonal = ridge.value().times(n);
    BigInteger[][] equations = new BigInteger[y][];
    for (int i = 0; i < y; i++) {
      Dyadic[] row = codeviations[i].clone();
      row[i] = row[i].plus(onDiagonal);
      equations[i] = whole(row);
    }
    return equations;
  }

  /** The same proportions in whole numbers: an equation may be multiplied. */
  private static BigInteger[] whole(Dyadic[] row) {
    int least = IntStream.range(0, row.length).map(i -> row[i].exponent()).min().orElseThrow();
    BigInteger[] whole = new BigInteger[row.length];
    for (int i = 0; i < row.length; i++) {
      whole[i] = row[i].scaledTo(least);
    }
    return whole;
  }

  private double intercept(Dyadic[] numerators, Dyadic denominator) {
    Dyadic dividend = totals[y].times(denominator);
    for (int i = 0; i < y; i++) {
      dividend = dividend.minus(numerators[i].times(totals[i]));
    }
    return dividend.dividedBy(denominator.times(n));
  }

  /** The sum of squared residuals, times n·d². */
  private Dyadic squares(Dyadic[] p, Dyadic d) {
    Dyadic squares = codeviations[y][y].times(d).times(d);
    for (int i = 0; i < y; i++) {
      squares = squares.minus(p[i].times(d).times(2).times(codeviations[i][y]));
      for (int j = 0; j < y; j++) {
        squares = squares.plus(p[i].times(p[j]).times(codeviations[i][j]));
      }
    }
    return squares;
  }

  /**
   * Adds how well it fits: 1 - the sum of squared residuals over that of squared deviations of y,
   * and the root of the former over n - k - 1, for k variables x.
   */
  private void addFit(@Nullable Object[] results, Dyadic squares, Dyadic denominators)
      throws BadValue {
    Dyadic all = codeviations[y][y].times(denominators);
    results[2 + y] = all.isZero() ? null : all.minus(squares).dividedBy(all);
    long freedom = n - y - 1;
    if (regression.standardError() && freedom > 0) {
      results[3 + y] = finite(squares.rootOfQuotient(denominators.times(n).times(freedom)));
    }
  }

  private static Double finite(double value) throws BadValue {
    if (!Double.isFinite(value)) {
      throw MultipleRegression.doesNotFit();
    }
    return value;
  }
}
