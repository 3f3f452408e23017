package dev.mainstem.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** What aggregates of numbers are, in decimals of 1,500 digits: as slow as they are simple. */
final class Exact {

  private static final MathContext DIGITS = new MathContext(1_500);

  /** The digits that are right: what lies between two doubles must not be off by a last one. */
  private static final MathContext RIGHT = new MathContext(1_000);

  private Exact() {}

  static List<BigDecimal> decimals(List<Double> values) {
    return values.stream().map(BigDecimal::new).toList();
  }

  static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal mean(List<BigDecimal> values) {
    return sum(values).divide(BigDecimal.valueOf(values.size()), DIGITS);
  }

  static BigDecimal variance(List<BigDecimal> values) {
    return codeviation(values, values).divide(BigDecimal.valueOf(values.size() - 1), RIGHT);
  }

  static BigDecimal deviation(List<BigDecimal> values) {
    return variance(values).sqrt(new MathContext(60));
  }

  /** What is at the place (n - 1)·q of the sorted values, or between two of them. */
  static BigDecimal quantile(List<BigDecimal> values, double q) {
    List<BigDecimal> sorted = values.stream().sorted().toList();
    BigDecimal place = BigDecimal.valueOf(values.size() - 1).multiply(new BigDecimal(q));
    int below = place.intValue();
    int above = Math.min(below + 1, values.size() - 1);
    BigDecimal distance = sorted.get(above).subtract(sorted.get(below));
    return sorted.get(below).add(distance.multiply(place.subtract(BigDecimal.valueOf(below))));
  }

  static BigDecimal slope(List<BigDecimal> x, List<BigDecimal> y) {
    return steepness(x, y).round(RIGHT);
  }

  private static BigDecimal steepness(List<BigDecimal> x, List<BigDecimal> y) {
    return codeviation(x, y).divide(codeviation(x, x), DIGITS);
  }

  static BigDecimal intercept(List<BigDecimal> x, List<BigDecimal> y) {
    return orZero(mean(y).subtract(steepness(x, y).multiply(mean(x)))).round(RIGHT);
  }

  static BigDecimal r2(List<BigDecimal> x, List<BigDecimal> y) {
    BigDecimal xy = codeviation(x, y);
    return xy.multiply(xy).divide(codeviation(x, x).multiply(codeviation(y, y)), RIGHT);
  }

  /** The root of the sum of squared residuals, one by one, over n - 2. */
  static BigDecimal standardError(List<BigDecimal> x, List<BigDecimal> y) {
    BigDecimal a = steepness(x, y);
    BigDecimal meanOfX = mean(x);
    BigDecimal meanOfY = mean(y);
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = 0; i < x.size(); i++) {
      BigDecimal line = meanOfY.add(a.multiply(x.get(i).subtract(meanOfX)), DIGITS);
      BigDecimal residual = y.get(i).subtract(line);
      squares = squares.add(residual.multiply(residual), DIGITS);
    }
    BigDecimal variance = squares.divide(BigDecimal.valueOf(x.size() - 2), RIGHT);
    return orZero(variance).sqrt(new MathContext(60));
  }

  /** The sum of the products of the deviations from the means, in two passes. */
  static BigDecimal codeviation(List<BigDecimal> x, List<BigDecimal> y) {
    BigDecimal meanOfX = mean(x);
    BigDecimal meanOfY = mean(y);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.size(); i++) {
      sum = sum.add(x.get(i).subtract(meanOfX).multiply(y.get(i).subtract(meanOfY)), DIGITS);
    }
    return orZero(sum);
  }

  /** What is left of a difference of equals whose last digits were rounded is none. */
  private static BigDecimal orZero(BigDecimal value) {
    return value.abs().compareTo(new BigDecimal("1e-900")) < 0 ? BigDecimal.ZERO : value;
  }
}
