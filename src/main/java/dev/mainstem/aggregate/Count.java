package dev.mainstem.aggregate;

import dev.mainstem.record.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many rows there are or, of a value, how many of them are not null. */
final class Count implements Accumulator {

  private final int place;
  private long count;

  /**
   * @param place of the value, or -1 for rows
   */
  Count(int place) {
    this.place = place;
  }

  long count() {
    return count;
  }

  @Override
  public void add(List<@Nullable Object> values) {
    if (place < 0 || values.get(place) != null) {
      count++;
    }
  }

  @Override
  public void merge(Accumulator other) {
    count += ((Count) other).count;
  }

  @Override
  public @Nullable Object[] results() {
    return new @Nullable Object[] {count};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    Varint.write(count, out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    count = Varint.read(in);
  }
}
