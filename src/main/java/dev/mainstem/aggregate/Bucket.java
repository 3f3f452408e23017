package dev.mainstem.aggregate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What is known of the rows of some groups: the accumulators of each.
 *
 * <p>All groups of a window are shared out among a fixed number of buckets, each of which is one
 * key to the runner and one value in its state, whatever the number of groups. Mutable, not
 * thread-safe.
 */
final class Bucket {

  /**
   * How many there are. More of them spread over more slots; each costs the runner an access a
   * bundle and window. State is kept by it, so that it can't differ from launch to launch.
   */
  static final int COUNT = 32;

  /**
   * What the buckets are called. Flink's hash of a key is one of 128 places, and each slot has a
   * run of these: of the numbers from 0 to 31, one of eight slots would have twice its share. The
   * first of these names is in the first four places, the second in the next four, and so on, so
   * that each slot has as many as any other, up to one. To another runner they are numbers.
   */
  private static final int[] KEYS = {
    107, 165, 74, 16, 247, 5, 100, 39, 15, 63, 48, 41, 27, 54, 96, 240, 37, 91, 25, 21, 142, 204,
    78, 58, 276, 188, 72, 49, 40, 145, 43, 2
  };

  private final Map<Group, Accumulator[]> groups = new HashMap<>();

  /**
   * The bucket of a group, the same on all machines: the hash codes of texts, numbers and times are
   * set by their documentation.
   */
  static int of(Group group) {
    int hash = group.hashCode() * 0x9E3779B9; // Fibonacci hashing: neighbours go far apart
    return (hash >>> 16) % COUNT;
  }

  /** The key of a bucket, by which the runner shares them out. */
  static int key(int bucket) {
    return KEYS[bucket];
  }

  /** The accumulators of a group, made if there are none. */
  Accumulator[] accumulators(Group group, Supplier<Accumulator[]> made) {
    return groups.computeIfAbsent(group, g -> made.get());
  }

  /** Takes over the accumulators of a group that is not in it. */
  void put(Group group, Accumulator[] accumulators) {
    groups.put(group, accumulators);
  }

  /** Adds what another one knows, and shares nothing with it. */
  void merge(Bucket other, Supplier<Accumulator[]> made) {
    other.forEach(
        (group, theirs) -> {
          Accumulator[] ours = accumulators(group, made);
          for (int i = 0; i < ours.length; i++) {
            ours[i].merge(theirs[i]);
          }
        });
  }

  /** Each group and its accumulators, in no order. */
  void forEach(BiConsumer<Group, Accumulator[]> action) {
    groups.forEach(action);
  }

  /** How many rows it knows of. */
  long rows() {
    return groups.values().stream().mapToLong(ResultFn::rows).sum();
  }

  /** How many groups there are. */
  int size() {
    return groups.size();
  }
}
