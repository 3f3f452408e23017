package dev.mainstem.transforms;

import java.util.Objects;
import java.util.function.Consumer;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.values.KV;

/**
 * A list for each of many times, in the state of a runner. To add to one costs the same however
 * long it is, and the others are not touched.
 *
 * @param lengths of the lists that have elements, by their times in milliseconds
 * @param elements by the time of their list and their place in it
 */
record ListsByTime<T>(MapState<Long, Integer> lengths, MapState<KV<Long, Integer>, T> elements) {

  /** Adds to the list of a time, and answers whether that is its first element. */
  boolean add(long time, T element) {
    Integer before = lengths.get(time).read();
    int place = before == null ? 0 : before;
    elements.put(KV.of(time, place), element);
    lengths.put(time, place + 1);
    return place == 0;
  }

  /** Whether no list has an element. */
  boolean isEmpty() {
    return Boolean.TRUE.equals(lengths.isEmpty().read());
  }

  /** Takes the list of a time away, and hands its elements on in their order. */
  void takeAll(long time, Consumer<T> taker) {
    Integer length = lengths.get(time).read();
    for (int place = 0; length != null && place < length; place++) {
      KV<Long, Integer> key = KV.of(time, place);
      taker.accept(Objects.requireNonNull(elements.get(key).read()));
      elements.remove(key);
    }
    lengths.remove(time);
  }
}
