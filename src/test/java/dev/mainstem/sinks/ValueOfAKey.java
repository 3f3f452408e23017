package dev.mainstem.sinks;

import org.apache.beam.sdk.state.ValueState;
import org.jspecify.annotations.Nullable;

/** The value of one key, as a runner keeps it. */
final class ValueOfAKey<T> implements ValueState<T> {

  private @Nullable T value;

  ValueOfAKey<T> copy() {
    ValueOfAKey<T> copy = new ValueOfAKey<>();
    copy.value = value;
    return copy;
  }

  void goBackTo(ValueOfAKey<T> earlier) {
    value = earlier.value;
  }

  @Override
  public void write(T input) {
    value = input;
  }

  @Override
  @SuppressWarnings("NullAway") // a state may have no value
  public T read() {
    return value;
  }

  @Override
  public ValueState<T> readLater() {
    return this;
  }

  @Override
  public void clear() {
    value = null;
  }
}
