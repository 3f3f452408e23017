package dev.mainstem.live;

import dev.mainstem.record.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * The newest offset that was read of each partition, gathered bundle by bundle as {@link Tally}
 * counts.
 *
 * <p>Beam distributions, one for each partition, of which the greatest value alone has a meaning.
 * Not thread-safe.
 */
public final class NewestOffsets {

  /** How the distributions' names begin; the number of the partition follows. */
  public static final String PREFIX = ReadLive.STAGE + Tally.SEPARATOR + "offset" + Tally.SEPARATOR;

  private final Map<Integer, Long> newest = new HashMap<>();

  /** Adds a message. */
  void add(int partition, long offset) {
    newest.merge(partition, offset, Math::max);
  }

  /** Hands the offsets over to Beam, in the name of the bundle that is being finished. */
  void flush() {
    newest.forEach(
        (partition, offset) ->
            // a sum of offsets has no meaning, and would soon be too large
            Metrics.distribution(Tally.NAMESPACE, PREFIX + partition).update(0, 1, offset, offset));
    newest.clear();
  }
}
