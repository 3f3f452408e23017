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

  /** What Flink gives each channel, and each end of a connection beside that, if it has them. */
  private static final long BUFFERS_OF_CHANNEL = 2;

  private static final long BUFFERS_OF_END = 8;

  /** For the case that Flink counts some of them otherwise. */
  private static final long SPARE_BUFFERS = 64;

  private NetworkMemory() {}

  /** As much as all tasks of a job can make use of, all of which are in one process. */
  static MemorySize of(JobGraph job) {
    long buffers = SPARE_BUFFERS;
    for (JobVertex vertex : job.getVertices()) {
      for (JobEdge edge : vertex.getInputs()) {
        buffers += buffers(edge, vertex.getParallelism());
      }
    }
    return new MemorySize(
        buffers * TaskManagerOptions.MEMORY_SEGMENT_SIZE.defaultValue().getBytes());
  }

  /** Each channel has buffers where it begins and where it ends, and so has each task. */
  private static long buffers(JobEdge edge, long receivers) {
    long senders = edge.getSource().getProducer().getParallelism();
    long channels =
        edge.getDistributionPattern() == DistributionPattern.ALL_TO_ALL
            ? senders * receivers
            : Math.max(senders, receivers);
    return 2 * BUFFERS_OF_CHANNEL * channels + BUFFERS_OF_END * (senders + receivers);
  }
}
