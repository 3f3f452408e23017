package dev.mainstem.aggregate;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that groups are shared out among. Each is one key to the runner and, in a window, one
 * value in its state, whatever the number of groups.
 */
public final class GroupBuckets {

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

  private GroupBuckets() {}

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

  /** The key of a group, the same on all machines; the values are not changed any more. */
  public static int keyOf(@Nullable Object[] group) {
    return key(of(new Group(group)));
  }

  /** All keys. */
  public static int[] keys() {
    return IntStream.range(0, COUNT).map(GroupBuckets::key).toArray();
  }
}
