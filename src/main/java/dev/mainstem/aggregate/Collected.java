package dev.mainstem.aggregate;

import dev.mainstem.record.Values;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All values that are not null, in the order of their event times; those of one time in their own.
 */
final class Collected implements Accumulator {

  private static final Comparator<Timed> ORDER =
      Comparator.comparingLong(Timed::time).thenComparing(Timed::value, ValueOrder::ascending);

  private final int place;
  private final FieldType type;
  private final List<Timed> values = new ArrayList<>();

  private record Timed(long time, Object value) {}

  Collected(int place, FieldType type) {
    this.place = place;
    this.type = type;
  }

  @Override
  public void add(List<@Nullable Object> row) {
    Object value = row.get(place);
    if (value != null) {
      values.add(new Timed(EventTime.of(row), value));
    }
  }

  @Override
  public void merge(Accumulator other) {
    values.addAll(((Collected) other).values);
  }

  @Override
  public @Nullable Object[] results() {
    return new @Nullable Object[] {values.stream().sorted(ORDER).map(Timed::value).toList()};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (Timed timed : values) {
      out.writeLong(timed.time());
      Values.encode(timed.value(), type, out);
    }
  }

  @Override
  public void decode(DataInput in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      long time = in.readLong();
      values.add(new Timed(time, Objects.requireNonNull(Values.decode(type, in))));
    }
  }
}
