package dev.mainstem.aggregate;

import dev.mainstem.record.Values;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least or the greatest of the values that are not null. Of equal decimals it is the one with
 * the fewest digits, whichever came first.
 */
final class Extreme implements Accumulator {

  private final int place;
  private final FieldType type;
  private final int sign;
  private @Nullable Object extreme;

  /**
   * @param sign 1 for the greatest, -1 for the least
   */
  Extreme(int place, FieldType type, int sign) {
    this.place = place;
    this.type = type;
    this.sign = sign;
  }

  @Override
  public void add(List<@Nullable Object> values) {
    take(values.get(place));
  }

  private void take(@Nullable Object value) {
    if (value != null && (extreme == null || isBetter(value, extreme))) {
      extreme = value;
    }
  }

  private boolean isBetter(Object value, Object than) {
    int order = sign * Values.compare(value, than);
    return order > 0
        || (order == 0 && value instanceof BigDecimal decimal && isShorter(decimal, than));
  }

  private static boolean isShorter(BigDecimal value, Object than) {
    return value.scale() < ((BigDecimal) than).scale();
  }

  @Override
  public void merge(Accumulator other) {
    take(((Extreme) other).extreme);
  }

  @Override
  public @Nullable Object[] results() {
    return new @Nullable Object[] {extreme};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    Values.encode(extreme, type, out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    extreme = Values.decode(type, in);
  }
}
