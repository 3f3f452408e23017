package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/**
 * A multiple regression by Cramer's rule, with determinants by minors and deviations of each two
 * points, in decimals: as slow as it is simple.
 *
 * @param points with y behind the variables x
 * @param solution the intercept and the coefficients
 */
record NaivePlane(List<double[]> points, List<BigDecimal> solution) {

  private static final MathContext DIGITS = new MathContext(400);
  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  /** The plane through points; null if there is more than one. */
  static @Nullable NaivePlane of(List<double[]> points, double ridge) {
    int variables = points.get(0).length - 1;
    BigDecimal[][] matrix = new BigDecimal[variables][variables];
    for (int i = 0; i < variables; i++) {
      for (int j = 0; j < variables; j++) {
        matrix[i][j] = codeviation(points, i, j);
      }
      matrix[i][i] =
          matrix[i][i].add(new BigDecimal(ridge).multiply(BigDecimal.valueOf(points.size())));
    }
    BigDecimal determinant = determinant(matrix);
    if (determinant.signum() == 0) {
      return null;
    }
    List<BigDecimal> coefficients = new ArrayList<>();
    BigDecimal intercept = mean(points, variables);
    for (int i = 0; i < variables; i++) {
      BigDecimal[][] replaced = new BigDecimal[variables][];
      for (int row = 0; row < variables; row++) {
        replaced[row] = matrix[row].clone();
        replaced[row][i] = codeviation(points, row, variables);
      }
      BigDecimal coefficient = determinant(replaced).divide(determinant, DIGITS);
      coefficients.add(coefficient);
      intercept = intercept.subtract(coefficient.multiply(mean(points, i)), DIGITS);
    }
    coefficients.add(0, intercept);
    return new NaivePlane(points, coefficients);
  }

  /** n·Σuv - Σu·Σv, as the sum over each two points of the products of their differences. */
  private static BigDecimal codeviation(List<double[]> points, int u, int v) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int p = 0; p < points.size(); p++) {
      for (int q = 0; q < p; q++) {
        sum = sum.add(difference(points, p, q, u).multiply(difference(points, p, q, v)));
      }
    }
    return sum;
  }

  private static BigDecimal difference(List<double[]> points, int p, int q, int variable) {
    return new BigDecimal(points.get(p)[variable])
        .subtract(new BigDecimal(points.get(q)[variable]));
  }

  private static BigDecimal mean(List<double[]> points, int variable) {
    return points.stream()
        .map(point -> new BigDecimal(point[variable]))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(points.size()), DIGITS);
  }

  private static BigDecimal determinant(BigDecimal[][] matrix) {
    if (matrix.length == 0) {
      return BigDecimal.ONE;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int column = 0; column < matrix.length; column++) {
      BigDecimal term = matrix[0][column].multiply(determinant(minor(matrix, column)));
      sum = column % 2 == 0 ? sum.add(term) : sum.subtract(term);
    }
    return sum;
  }

  private static BigDecimal[][] minor(BigDecimal[][] matrix, int without) {
    BigDecimal[][] minor = new BigDecimal[matrix.length - 1][matrix.length - 1];
    for (int row = 1; row < matrix.length; row++) {
      for (int column = 0; column < minor.length; column++) {
        minor[row - 1][column] = matrix[row][column < without ? column : column + 1];
      }
    }
    return minor;
  }

  List<Object> coefficients() {
    // digits that are right, so that what lies between two doubles is not off by a last one
    MathContext right = new MathContext(300);
    return solution.stream()
        .map(c -> c.abs().compareTo(new BigDecimal("1e-300")) < 0 ? BigDecimal.ZERO : c)
        .<Object>map(c -> c.round(right).doubleValue())
        .toList();
  }

  /** Holds r2 and the standard error against the residuals, one by one. */
  void checkFit(@Nullable Object r2, @Nullable Object standardError) {
    int y = solution.size() - 1;
    BigDecimal residuals = BigDecimal.ZERO;
    BigDecimal deviations = BigDecimal.ZERO;
    for (double[] point : points) {
      BigDecimal value = new BigDecimal(point[y]);
      BigDecimal residual = value.subtract(solution.get(0));
      for (int i = 0; i < y; i++) {
        residual = residual.subtract(solution.get(i + 1).multiply(new BigDecimal(point[i])));
      }
      residuals = residuals.add(residual.multiply(residual), DIGITS);
      BigDecimal deviation = value.subtract(mean(points, y));
      deviations = deviations.add(deviation.multiply(deviation), DIGITS);
    }
    long freedom = points.size() - y - 1L;
    boolean flat = points.stream().map(point -> point[y]).distinct().count() == 1;
    assertThat(r2 == null).isEqualTo(flat);
    if (r2 != null) {
      double part = residuals.divide(deviations, DIGITS).doubleValue();
      assertThat((Double) r2).isCloseTo(1 - part, CLOSE);
    }
    assertThat(standardError == null).isEqualTo(freedom <= 0);
    if (standardError != null) {
      double error = Math.sqrt(residuals.doubleValue() / freedom);
      assertThat((Double) standardError).isCloseTo(error, Offset.offset(1e-12 * (1 + error)));
    }
  }
}
