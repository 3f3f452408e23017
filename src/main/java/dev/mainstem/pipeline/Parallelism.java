package dev.mainstem.pipeline;

import dev.mainstem.record.GroupBuckets;

/**
 * How a runner spreads the work of a step.
 *
 * @param workers how many tasks it has side by side, 1 if only the runner knows
 * @param buckets how many buckets groups are shared out among; a run that goes on keeps to it
 */
public record Parallelism(int workers, int buckets) {

  /** That of a runner who alone knows how many tasks there are. */
  public static final Parallelism UNKNOWN = new Parallelism(1, GroupBuckets.FOR_ANY.count());

  /** What suits so many tasks, from 1 on. */
  public static Parallelism of(int workers) {
    return new Parallelism(workers, GroupBuckets.forSlots(workers).count());
  }

  /** The same tasks with as many buckets as a run began with. */
  public Parallelism keeping(int noted) {
    return new Parallelism(workers, noted);
  }
}
