package dev.mainstem.aggregate;

import dev.mainstem.record.Values;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The greatest of the values that are not null, as often as they come, the greatest first. */
final class Top implements Accumulator {

  private final int place;
  private final FieldType type;
  private final int most;

  /** The one that leaves first is at its head. */
  private final PriorityQueue<Object> values =
      new PriorityQueue<>((a, b) -> ValueOrder.descending(b, a));

  /**
   * @param most how many there are, if there are so many values
   */
  Top(int place, FieldType type, int most) {
    this.place = place;
    this.type = type;
    this.most = most;
  }

  @Override
  public void add(List<@Nullable Object> row) {
    Object value = row.get(place);
    if (value != null) {
      take(value);
    }
  }

  private void take(Object value) {
    if (values.size() < most) {
      values.add(value);
    } else if (ValueOrder.descending(value, values.element()) < 0) {
      values.remove();
      values.add(value);
    }
  }

  @Override
  public void merge(Accumulator other) {
    ((Top) other).values.forEach(this::take);
  }

  @Override
  public @Nullable Object[] results() {
    return new @Nullable Object[] {values.stream().sorted(ValueOrder::descending).toList()};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (Object value : values) {
      Values.encode(value, type, out);
    }
  }

  @Override
  public void decode(DataInput in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      values.add(Objects.requireNonNull(Values.decode(type, in)));
    }
  }
}
