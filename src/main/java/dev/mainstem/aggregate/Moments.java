package dev.mainstem.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The sums of a variable and of its squares: what a variance needs. Mutable, not thread-safe. */
final class Moments {

  final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();

  void add(double x) {
    sum.add(x);
    squares.addProduct(x, x);
  }

  void merge(Moments other) {
    sum.add(other.sum);
    squares.add(other.squares);
  }

  boolean isFinite() {
    return sum.isFinite();
  }

  /**
   * n times the sum of the squared deviations from the mean: n·Σx² - (Σx)². Zero if, and only if,
   * all values are the same.
   */
  Dyadic scaledDeviations(long n) {
    Dyadic total = sum.value();
    return squares.value().times(n).minus(total.times(total));
  }

  void encode(DataOutput out) throws IOException {
    sum.encode(out);
    squares.encode(out);
  }

  void decode(DataInput in) throws IOException {
    sum.decode(in);
    squares.decode(in);
  }
}
