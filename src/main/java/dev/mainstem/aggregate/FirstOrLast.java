package dev.mainstem.aggregate;

import dev.mainstem.record.Values;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of the first or of the last row, by event time, of those whose value is not null; of
 * several at that time the least. Null over none.
 */
final class FirstOrLast implements Accumulator {

  private final int place;
  private final FieldType type;
  private final int sign;
  private long time;
  private @Nullable Object value;

  /**
   * @param sign 1 for the last, -1 for the first
   */
  FirstOrLast(int place, FieldType type, int sign) {
    this.place = place;
    this.type = type;
    this.sign = sign;
  }

  @Override
  public void add(List<@Nullable Object> values) {
    take(EventTime.of(values), values.get(place));
  }

  private void take(long otherTime, @Nullable Object other) {
    if (other != null && (value == null || isBetter(otherTime, other, value))) {
      time = otherTime;
      value = other;
    }
  }

  private boolean isBetter(long otherTime, Object other, Object than) {
    int order = sign * Long.compare(otherTime, time);
    return order > 0 || (order == 0 && ValueOrder.ascending(other, than) < 0);
  }

  @Override
  public void merge(Accumulator other) {
    take(((FirstOrLast) other).time, ((FirstOrLast) other).value);
  }

  @Override
  public @Nullable Object[] results() {
    return new @Nullable Object[] {value};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    out.writeLong(time);
    Values.encode(value, type, out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    time = in.readLong();
    value = Values.decode(type, in);
  }
}
