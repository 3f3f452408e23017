package dev.mainstem.sinks;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.ReadableState;

/** The bag of one key, as a runner keeps it. */
final class BagOfAKey<T> implements BagState<T> {

  private final List<T> values = new ArrayList<>();

  BagOfAKey<T> copy() {
    BagOfAKey<T> copy = new BagOfAKey<>();
    copy.values.addAll(values);
    return copy;
  }

  void goBackTo(BagOfAKey<T> earlier) {
    values.clear();
    values.addAll(earlier.values);
  }

  @Override
  public void add(T value) {
    values.add(value);
  }

  @Override
  public Iterable<T> read() {
    return List.copyOf(values);
  }

  @Override
  public ReadableState<Boolean> isEmpty() {
    return new ReadableState<>() {
      @Override
      public Boolean read() {
        return values.isEmpty();
      }

      @Override
      public ReadableState<Boolean> readLater() {
        return this;
      }
    };
  }

  @Override
  public BagState<T> readLater() {
    return this;
  }

  @Override
  public void clear() {
    values.clear();
  }
}
