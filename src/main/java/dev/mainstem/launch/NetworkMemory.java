package dev.mainstem.launch;

import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.DistributionPattern;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;

/**
 * How much memory the tasks of a job need for what they send each other.
 *
 * <p>Flink takes all of it at its start, and by default the same for each job: for a small one it
 * is much that is never used, and has to be cleared; a job of many tasks fails for want of it.
 */
final class NetworkMemory {

  private static final long SEGMENT =
      TaskManagerOptions.MEMORY_SEGMENT_SIZE.defaultValue().getBytes();

  /** What Flink would give each end of a channel. */
  private static final long BUFFERS_OF_CHANNEL = 2;

  /** What it would give a task at each end of a connection beside that, if there are so many. */
  private static final long BUFFERS_OF_TASK = 8;

  /** For the case that Flink counts some of them otherwise. */
  private static final long SPARE_BUFFERS = 64;

  /** Of the memory that the JVM may have: what is more than that is taken only if it has to be. */
  private static final long SHARE = 4;

  private NetworkMemory() {}

  /**
   * As much as all tasks of a job can make use of, all of which are in one process. It is not on
   * the heap, and where nobody says otherwise a JVM allows as much of that as of the heap.
   */
  static MemorySize of(JobGraph job) {
    return of(job, Runtime.getRuntime().maxMemory());
  }

  /** The same, where the JVM may have so many bytes of memory that is not on the heap. */
  static MemorySize of(JobGraph job, long direct) {
    long needed = SPARE_BUFFERS;
    long useful = SPARE_BUFFERS;
    for (JobVertex vertex : job.getVertices()) {
      for (JobEdge edge : vertex.getInputs()) {
        long senders = edge.getSource().getProducer().getParallelism();
        long tasks = senders + vertex.getParallelism();
        long channels = channels(edge, senders, vertex.getParallelism());
        needed += channels + tasks;
        useful += 2 * BUFFERS_OF_CHANNEL * channels + BUFFERS_OF_TASK * tasks;
      }
    }
    return new MemorySize(SEGMENT * Math.max(needed, Math.min(useful, direct / SHARE / SEGMENT)));
  }

  private static long channels(JobEdge edge, long senders, long receivers) {
    return edge.getDistributionPattern() == DistributionPattern.ALL_TO_ALL
        ? senders * receivers
        : Math.max(senders, receivers);
  }
}
