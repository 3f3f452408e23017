package dev.mainstem.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * The elements of a collection of a pipeline that runs in this process. Thread-safe.
 *
 * <p>Runners copy the steps of a pipeline, so these find the place for their elements by its name.
 *
 * @param <T> the elements
 */
final class Collected<T> implements AutoCloseable {

  private static final Map<String, Queue<Object>> PLACES = new ConcurrentHashMap<>();

  private final String place = UUID.randomUUID().toString();

  private Collected() {
    PLACES.put(place, new ConcurrentLinkedQueue<>());
  }

  /**
   * Collects from now on.
   *
   * @param name of the step that does
   */
  static <T> Collected<T> of(PCollection<T> elements, String name) {
    Collected<T> collected = new Collected<>();
    elements.apply(name, ParDo.of(new CollectFn<>(collected.place)));
    return collected;
  }

  /** What there is so far, in no order. */
  @SuppressWarnings("unchecked") // there are no others in its place
  List<T> elements() {
    return (List<T>) List.copyOf(Objects.requireNonNull(PLACES.get(place)));
  }

  @Override
  public void close() {
    PLACES.remove(place);
  }

  private static final class CollectFn<T> extends DoFn<T, Void> {

    private static final long serialVersionUID = 1L;

    private final String place;

    CollectFn(String place) {
      this.place = place;
    }

    @ProcessElement
    public void process(@Element T element) {
      Objects.requireNonNull(PLACES.get(place)).add(element);
    }
  }
}
