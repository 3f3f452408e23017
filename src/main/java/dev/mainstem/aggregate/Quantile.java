package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Values;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quantile of the values that are not null, each taken as a double; null over none. It is
 * exact, so it keeps them all.
 *
 * <p>Of n values x(0) to x(n - 1) in their order, it is the one at the place h = (n - 1)·q or,
 * where h is no whole number, between its neighbours in the proportion of the fraction: definition
 * 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages" (1996), which NumPy and
 * pandas call linear.
 */
final class Quantile implements Accumulator {

  private static final int FIRST_ROOM = 4;

  private final String output;
  private final int place;
  private final double q;
  private double[] values = new double[0];
  private int size;

  /**
   * @param q from 0, the least, to 1, the greatest
   */
  Quantile(String output, int place, double q) {
    this.output = output;
    this.place = place;
    this.q = q;
  }

  @Override
  public void add(List<@Nullable Object> row) {
    Object value = row.get(place);
    if (value != null) {
      makeRoom(1);
      values[size++] = Values.toDouble(value);
    }
  }

  @Override
  public void merge(Accumulator other) {
    Quantile added = (Quantile) other;
    makeRoom(added.size);
    System.arraycopy(added.values, 0, values, size, added.size);
    size += added.size;
  }

  private void makeRoom(int more) {
    int needed = Math.addExact(size, more);
    if (needed > values.length) {
      values = Arrays.copyOf(values, Math.max(FIRST_ROOM, Math.max(needed, size + (size >> 1))));
    }
  }

  @Override
  public @Nullable Object[] results() throws BadValue {
    if (size == 0) {
      return new @Nullable Object[] {null};
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    double quantile = of(sorted);
    if (!Double.isFinite(quantile)) {
      throw new BadValue(output + ": expected a quantile that fits double", "a larger one");
    }
    return new @Nullable Object[] {quantile};
  }

  private double of(double[] sorted) {
    double h = (sorted.length - 1) * q;
    int below = (int) h;
    double fraction = h - below;
    return fraction == 0 ? sorted[below] : between(sorted[below], sorted[below + 1], fraction);
  }

  /** Rounded as NumPy rounds it: from the nearer end. */
  private static double between(double low, double high, double fraction) {
    double distance = high - low;
    if (!Double.isFinite(distance)) {
      return low * (1 - fraction) + high * fraction;
    }
    return fraction < 0.5 ? low + distance * fraction : high - distance * (1 - fraction);
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(values[i]);
    }
  }

  @Override
  public void decode(DataInput in) throws IOException {
    size = in.readInt();
    values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = in.readDouble();
    }
  }
}
