package dev.mainstem.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many different values there are among those that are not null, within the error of {@link
 * HyperLogLog}.
 */
final class ApproximateDistinct implements Accumulator {

  private final int place;
  private final HyperLogLog hashes = new HyperLogLog();

  ApproximateDistinct(int place) {
    this.place = place;
  }

  @Override
  public void add(List<@Nullable Object> values) {
    Object value = values.get(place);
    if (value != null) {
      hashes.add(ValueHash.of(value));
    }
  }

  @Override
  public void merge(Accumulator other) {
    hashes.merge(((ApproximateDistinct) other).hashes);
  }

  @Override
  public @Nullable Object[] results() {
    return new @Nullable Object[] {hashes.estimate()};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    hashes.encode(out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    hashes.decode(in);
  }
}
