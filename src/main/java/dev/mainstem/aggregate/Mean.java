package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arithmetic mean of the values that are not null; null over none. */
final class Mean implements Accumulator {

  private final Sum sum;

  Mean(String output, int place, FieldType type) {
    this.sum = Sum.of(output, place, type);
  }

  @Override
  public void add(List<@Nullable Object> values) {
    sum.add(values);
  }

  @Override
  public void merge(Accumulator other) {
    sum.merge(((Mean) other).sum);
  }

  @Override
  public @Nullable Object[] results() throws BadValue {
    return new @Nullable Object[] {sum.mean()};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    sum.encode(out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    sum.decode(in);
  }
}
