package dev.mainstem.pipeline;

import dev.mainstem.record.GroupBuckets;

/**
 * How a runner spreads the work of a step.
 *
 * @param workers how many tasks it has side by side, 1 if only the runner knows
 * @param buckets that groups are shared out among; a run that goes on keeps to them
 */
public record Parallelism(int workers, GroupBuckets buckets) {

  /** That of a runner who alone knows how many tasks there are. */
  public static final Parallelism UNKNOWN = new Parallelism(1, GroupBuckets.FOR_ANY);

  /** What suits so many tasks, from 1 on. */
  public static Parallelism of(int workers) {
    return new Parallelism(workers, GroupBuckets.forSlots(workers));
  }

  /** The same tasks with the buckets that a run began with. */
  public Parallelism keeping(GroupBuckets noted) {
    return new Parallelism(workers, noted);
  }
}
