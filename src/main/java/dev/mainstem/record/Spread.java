package dev.mainstem.record;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Spreads elements over all workers, on their way into a {@code Flatten}; the key means nothing.
 *
 * <p>To a {@code Flatten} alone, Flink would lead from each worker to the same one. With such a way
 * in it, Flink 1.19 can't go on with another parallelism from an unaligned checkpoint: it takes the
 * rows on the other ways out of the same step for rows on this one (FLINK-38267), and the job
 * fails.
 */
public final class Spread<T> extends PTransform<PCollection<T>, PCollection<KV<Integer, T>>> {

  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<KV<Integer, T>> expand(PCollection<T> elements) {
    return elements
        .apply("Key", WithKeys.<Integer, T>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("Reshuffle", Reshuffle.of());
  }
}
