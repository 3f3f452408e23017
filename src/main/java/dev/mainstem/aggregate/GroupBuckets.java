package dev.mainstem.aggregate;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The keys by which a runner shares out groups among its slots, many groups a key. */
public final class GroupBuckets {

  private GroupBuckets() {}

  /** The key of a group, the same on all machines; the values are not changed any more. */
  public static int keyOf(@Nullable Object[] group) {
    return Bucket.key(Bucket.of(new Group(group)));
  }

  /** All keys. */
  public static int[] keys() {
    return IntStream.range(0, Bucket.COUNT).map(Bucket::key).toArray();
  }
}
