package dev.mainstem.aggregate;

import dev.mainstem.record.GroupBuckets;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle knows of the rows of a slice so far.
 *
 * <p>Groups of whose rows many come are at hand as objects. Where there are more groups than the
 * caches of a processor hold, few rows of a bundle are of the same, and all that these objects
 * would do is to wait for the end of the bundle where a collector copies them about; they go into
 * the buckets as soon as there are many, or as rows of the slice no longer come. Not thread-safe.
 */
final class Slice {

  /** As many as come within some milliseconds: a megabyte of objects, most of them dead at once. */
  private static final int MOST_GROUPS = 2_048;

  /** Fewer are better off as objects: each would be nearly alone in its bucket. */
  static final int LEAST_PACKED = 64;

  private final long start;
  private final GroupBuckets shares;
  private final BucketCoder coder;
  private final GroupTable groups = new GroupTable();

  /** By their numbers; null where there is no group. Slices can be many, with few rows each. */
  private final @Nullable Bucket[] buckets;

  private long latest = Long.MIN_VALUE;

  /** Whether a row has come since it was last put to rest. */
  private boolean awake;

  /** Whether no row has come since somebody asked. */
  private boolean idle;

  Slice(long start, GroupBuckets shares, BucketCoder coder) {
    this.start = start;
    this.shares = shares;
    this.coder = coder;
    this.buckets = new @Nullable Bucket[shares.count()];
  }

  /** Its first instant, in milliseconds. */
  long start() {
    return start;
  }

  /** The latest event time of its rows, in milliseconds. */
  long latest() {
    return latest;
  }

  /**
   * What takes a row of a group in, at its event time.
   *
   * @param group the values of its key, in an array that is copied where it is kept
   */
  Accumulator[] accumulators(@Nullable Object[] group, long time) {
    latest = Math.max(latest, time);
    idle = false;
    int hash = Group.hashOf(group);
    Accumulator[] known = groups.find(group, hash);
    if (known == null) {
      if (groups.size() == MOST_GROUPS) {
        pack();
      }
      known = coder.accumulators().create();
      groups.put(new Group(group.clone(), hash), known);
    }
    return known;
  }

  /** Notes that rows of it come; whether it was at rest until now. */
  boolean wake() {
    boolean wasAtRest = !awake;
    awake = true;
    return wasAtRest;
  }

  /**
   * Puts it to rest if no row has come since this was asked before, and then packs its groups if
   * that is worth it; whether it is at rest now.
   */
  boolean restIfIdle() {
    if (idle && groups.size() >= LEAST_PACKED) {
      pack();
    }
    awake = !idle;
    idle = true;
    return !awake;
  }

  /** How many groups of it are at hand as objects. */
  int groupsAtHand() {
    return groups.size();
  }

  /**
   * All that is known, by the number of the bucket, and null where that is nothing; no row is added
   * behind it.
   */
  @Nullable Bucket[] buckets() {
    pack();
    return buckets;
  }

  private void pack() {
    GroupBytes bytes = new GroupBytes(coder);
    groups.forEach((group, known) -> bucketOf(group).add(group, known, bytes));
    groups.clear();
  }

  private Bucket bucketOf(Group group) {
    int number = shares.of(group.hashCode());
    Bucket bucket = buckets[number];
    if (bucket == null) {
      bucket = new Bucket(coder);
      buckets[number] = bucket;
    }
    return bucket;
  }
}
