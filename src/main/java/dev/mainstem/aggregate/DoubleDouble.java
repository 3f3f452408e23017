package dev.mainstem.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A number as the unevaluated sum of two doubles, of about 106 bits: enough for the sum of a stream
 * to be right to the last digit of a double, whatever the order of its parts.
 *
 * <p>The arithmetic is that of T. J. Dekker, "A floating-point technique for extending the
 * available precision" (1971), with D. E. Knuth's two-sum and a fused multiply-add for the
 * products. Mutable, not thread-safe. Once it has left the range of a double it is no finite number
 * any more.
 */
final class DoubleDouble {

  private double high;
  private double low;

  DoubleDouble() {}

  private DoubleDouble(double high, double low) {
    this.high = high;
    this.low = low;
  }

  /** Adds a double. */
  void add(double x) {
    add(x, 0);
  }

  /** Adds another one. */
  void add(DoubleDouble other) {
    add(other.high, other.low);
  }

  /** Adds the product of two doubles, exactly. */
  void addProduct(double x, double y) {
    double p = x * y;
    add(p, Math.fma(x, y, -p));
  }

  private void add(double otherHigh, double otherLow) {
    double sum = high + otherHigh;
    double part = sum - high;
    double error = (high - (sum - part)) + (otherHigh - part);
    double rest = error + low + otherLow;
    high = sum + rest;
    low = rest - (high - sum);
  }

  /** This times another one. */
  DoubleDouble times(DoubleDouble other) {
    double p = high * other.high;
    double rest = Math.fma(high, other.high, -p) + (high * other.low + low * other.high);
    double sum = p + rest;
    return new DoubleDouble(sum, rest - (sum - p));
  }

  /** This times a whole number, exactly below 2^53. */
  DoubleDouble times(long factor) {
    return times(new DoubleDouble((double) factor, 0));
  }

  private DoubleDouble times(double factor) {
    return times(new DoubleDouble(factor, 0));
  }

  /** This less another one. */
  DoubleDouble minus(DoubleDouble other) {
    DoubleDouble difference = new DoubleDouble(high, low);
    difference.add(-other.high, -other.low);
    return difference;
  }

  /** The quotient, rounded to a double. */
  double dividedBy(DoubleDouble divisor) {
    double first = high / divisor.high;
    DoubleDouble rest = minus(divisor.times(first));
    return first + rest.high / divisor.high;
  }

  /** The quotient by a whole number below 2^53, rounded to a double. */
  double dividedBy(long divisor) {
    return dividedBy(new DoubleDouble((double) divisor, 0));
  }

  /** The nearest double. */
  double value() {
    return high + low;
  }

  void encode(DataOutput out) throws IOException {
    out.writeDouble(high);
    out.writeDouble(low);
  }

  void decode(DataInput in) throws IOException {
    high = in.readDouble();
    low = in.readDouble();
  }
}
