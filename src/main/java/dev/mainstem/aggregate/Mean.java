package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Values;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arithmetic mean of the values that are not null; null over none. */
final class Mean implements Accumulator {

  private final int place;
  private final boolean integers;
  private final Int128 whole = new Int128();
  private final DoubleDouble sum = new DoubleDouble();
  private long count;

  Mean(int place, FieldType type) {
    this.place = place;
    this.integers = type.isInteger();
  }

  @Override
  public void add(List<@Nullable Object> values) {
    Object value = values.get(place);
    if (value == null) {
      return;
    }
    count++;
    if (integers) {
      whole.add(((Number) value).longValue());
    } else {
      sum.add(Values.toDouble(value));
    }
  }

  @Override
  public void merge(Accumulator other) {
    Mean mean = (Mean) other;
    count += mean.count;
    whole.add(mean.whole);
    sum.add(mean.sum);
  }

  @Override
  public @Nullable Object[] results() throws BadValue {
    if (count == 0) {
      return new @Nullable Object[] {null};
    }
    double mean = integers ? whole.toDouble() / (double) count : sum.dividedBy(count);
    if (!Double.isFinite(mean)) {
      throw new BadValue("expected a mean that fits double", "a larger one");
    }
    return new @Nullable Object[] {mean};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    out.writeLong(count);
    whole.encode(out);
    sum.encode(out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    count = in.readLong();
    whole.decode(in);
    sum.decode(in);
  }
}
