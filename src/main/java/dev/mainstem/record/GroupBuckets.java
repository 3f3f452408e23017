package dev.mainstem.record;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that groups are shared out among. Each is one key to the runner and, in a window, one
 * value in its state, whatever the number of groups.
 *
 * <p>State is kept by them: a run that goes on has as many as it began with.
 *
 * @param count how many there are, a power of two up to 128. More of them spread over more slots;
 *     each costs the runner an access a bundle, and some in each window
 */
public record GroupBuckets(int count) implements Serializable {

  /** The places that Flink spreads keys over, by the {@code --maxParallelism} of the profiles. */
  private static final int MOST = 128;

  /** Of fewer, some slots had too large a share where their number is no power of two. */
  private static final int FOR_EACH_SLOT = 4;

  /** Enough for 32 slots, for where only the runner knows how many there are. */
  public static final GroupBuckets FOR_ANY = new GroupBuckets(32);

  /**
   * What the buckets are called. Flink's hash of a key is one of 128 places, and each slot has a
   * run of these: of the numbers from 0 to 31, one of eight slots would have twice its share. Each
   * of these names is in its own place, in their order, so that those of every second, fourth or
   * eighth are spread as evenly. To another runner they are numbers.
   */
  private static final int[] KEYS = {
    6, 107, 122, 51, 83, 165, 10, 257, 17, 74, 32, 162, 18, 16, 128, 105, 11, 247, 137, 435, 112, 5,
    146, 9, 287, 100, 138, 50, 235, 39, 232, 251, 237, 15, 24, 477, 88, 63, 101, 47, 19, 48, 42,
    169, 344, 41, 0, 472, 4, 27, 44, 86, 342, 54, 186, 87, 139, 96, 202, 12, 75, 240, 59, 225, 568,
    37, 35, 369, 3, 91, 13, 7, 415, 25, 23, 31, 141, 21, 249, 135, 95, 142, 132, 62, 124, 204, 206,
    181, 196, 78, 495, 121, 45, 58, 14, 117, 60, 276, 272, 57, 207, 188, 94, 97, 198, 72, 161, 22,
    28, 49, 70, 218, 65, 40, 115, 320, 8, 145, 175, 166, 20, 43, 1, 158, 449, 2, 174, 102
  };

  /**
   * So many buckets.
   *
   * @throws IllegalArgumentException for a number that there can't be
   */
  public GroupBuckets {
    if (count < 1 || count > MOST || Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException(count + " buckets");
    }
  }

  /** As many as suit a number of slots, from 1 on: some for each, if there can be so many. */
  public static GroupBuckets forSlots(int slots) {
    int least = (int) Math.min(MOST, (long) FOR_EACH_SLOT * slots);
    return new GroupBuckets(Integer.highestOneBit(2 * least - 1));
  }

  /**
   * The bucket of a group, the same on all machines: the hash codes of texts, numbers and times are
   * set by their documentation.
   *
   * @param hash that of the values of the group's key, as {@link Arrays#hashCode(Object[])} has it
   */
  public int of(int hash) {
    int spread = hash * 0x9E3779B9; // Fibonacci hashing: neighbours go far apart
    return (spread >>> 16) % count;
  }

  /** The key of a bucket, by which the runner shares them out. */
  public int key(int bucket) {
    return KEYS[bucket * (MOST / count)];
  }

  /**
   * The key of a group's bucket, the same on all machines.
   *
   * @param group the values of the group's key
   */
  public int keyOf(@Nullable Object[] group) {
    return key(of(Arrays.hashCode(group)));
  }

  /** All keys. */
  public int[] keys() {
    return IntStream.range(0, count).map(this::key).toArray();
  }
}
