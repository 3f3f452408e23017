package dev.mainstem.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sums of a variable and of its squares, and its extremes: what a variance needs. Mutable, not
 * thread-safe.
 */
final class Moments {

  final DoubleDouble sum = new DoubleDouble();
  final DoubleDouble squares = new DoubleDouble();
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  void add(double x) {
    sum.add(x);
    squares.addProduct(x, x);
    least = Math.min(least, x);
    greatest = Math.max(greatest, x);
  }

  void merge(Moments other) {
    sum.add(other.sum);
    squares.add(other.squares);
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  /** Whether all values are the same, which no sum could tell for sure. */
  boolean hasNoSpread() {
    return !(least < greatest);
  }

  /** n times the sum of the squared deviations from the mean: n·Σx² - (Σx)². */
  DoubleDouble scaledDeviations(long n) {
    return squares.times(n).minus(sum.times(sum));
  }

  void encode(DataOutput out) throws IOException {
    sum.encode(out);
    squares.encode(out);
    out.writeDouble(least);
    out.writeDouble(greatest);
  }

  void decode(DataInput in) throws IOException {
    sum.decode(in);
    squares.decode(in);
    least = in.readDouble();
    greatest = in.readDouble();
  }
}
