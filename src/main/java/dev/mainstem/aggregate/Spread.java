package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Values;
import dev.mainstem.record.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variance of a sample (with n - 1), or its root, of the values that are not null; null for
 * fewer than two.
 */
final class Spread implements Accumulator {

  private final String output;
  private final int place;
  private final boolean root;
  private final Moments moments = new Moments();
  private long count;

  /**
   * @param root whether the result is the standard deviation
   */
  Spread(String output, int place, boolean root) {
    this.output = output;
    this.place = place;
    this.root = root;
  }

  @Override
  public void add(List<@Nullable Object> values) {
    Object value = values.get(place);
    if (value != null) {
      count++;
      moments.add(Values.toDouble(value));
    }
  }

  @Override
  public void merge(Accumulator other) {
    count += ((Spread) other).count;
    moments.merge(((Spread) other).moments);
  }

  @Override
  public @Nullable Object[] results() throws BadValue {
    if (count < 2) {
      return new @Nullable Object[] {null};
    }
    double spread = moments.isFinite() ? spread() : Double.POSITIVE_INFINITY;
    if (!Double.isFinite(spread)) {
      String what = root ? "standard deviation" : "variance";
      throw new BadValue(output + ": expected a " + what + " that fits double", "a larger one");
    }
    return new @Nullable Object[] {spread};
  }

  private double spread() {
    Dyadic deviations = moments.scaledDeviations(count);
    Dyadic divisor = Dyadic.of(count).times(count - 1);
    return root ? deviations.rootOfQuotient(divisor) : deviations.dividedBy(divisor);
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    Varint.write(count, out);
    moments.encode(out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    count = Varint.read(in);
    moments.decode(in);
  }
}
