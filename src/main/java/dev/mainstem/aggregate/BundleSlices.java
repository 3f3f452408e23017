package dev.mainstem.aggregate;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.windowing.Slices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The slices that a bundle has rows of.
 *
 * <p>Rows mostly come about in the order of their event times, so that a slice is soon behind them
 * for good, long before the bundle ends. What is known of its groups is packed while it is still in
 * the caches of the processor, and before a collector copies it. Not thread-safe.
 */
final class BundleSlices {

  /**
   * After how many rows it is looked for slices that none of them was of: enough for each of some
   * hundred slices that take turns to have one.
   */
  static final int ROWS_BETWEEN_LOOKS = 2_048;

  private final Slices slices;
  private final GroupBuckets shares;
  private final BucketCoder coder;
  private final Map<Long, Slice> known = new HashMap<>();

  /** Those that rows have come of lately: none of them twice. */
  private final List<Slice> awake = new ArrayList<>();

  private @Nullable Slice last;
  private int rows;

  BundleSlices(Slices slices, GroupBuckets shares, BucketCoder coder) {
    this.slices = slices;
    this.shares = shares;
    this.coder = coder;
  }

  /** The slice of the next row, by its event time; mostly it is that of the row before. */
  Slice of(long time) {
    if (++rows % ROWS_BETWEEN_LOOKS == 0) {
      rest();
    }
    Slice slice = last;
    if (slice == null || !slices.has(slice.start(), time)) {
      slice = enter(slices.startOf(time));
      last = slice;
    }
    return slice;
  }

  private Slice enter(long start) {
    Slice slice = known.computeIfAbsent(start, s -> new Slice(s, shares, coder));
    if (slice.wake()) {
      awake.add(slice);
    }
    return slice;
  }

  private void rest() {
    awake.removeIf(Slice::restIfIdle);
    last = null;
  }

  /** All of them, in no order. */
  Collection<Slice> all() {
    return known.values();
  }
}
