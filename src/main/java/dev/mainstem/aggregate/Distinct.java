package dev.mainstem.aggregate;

import dev.mainstem.record.Values;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many different values there are among those that are not null: it keeps each of them. */
final class Distinct implements Accumulator {

  private final int place;
  private final FieldType type;
  private final Set<Object> values = new HashSet<>();

  Distinct(int place, FieldType type) {
    this.place = place;
    this.type = type;
  }

  @Override
  public void add(List<@Nullable Object> row) {
    Object value = row.get(place);
    if (value != null) {
      values.add(Values.canonical(value));
    }
  }

  @Override
  public void merge(Accumulator other) {
    values.addAll(((Distinct) other).values);
  }

  @Override
  public @Nullable Object[] results() {
    return new @Nullable Object[] {(long) values.size()};
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
