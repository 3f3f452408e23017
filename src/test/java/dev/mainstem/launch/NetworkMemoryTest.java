package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.io.network.partition.ResultPartitionType;
import org.apache.flink.runtime.jobgraph.DistributionPattern;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkMemoryTest {

  private static final long SEGMENT = 32 * 1024;

  @Test
  void aJobOfOneVertexSendsNothing() {
    assertThat(bytes(job(vertex(2)))).isEqualTo(new MemorySize(64 * SEGMENT));
  }

  /** 15 or 5 channels with 2 buffers at either end, 8 tasks with 8 buffers, and 64 to spare. */
  @ParameterizedTest
  @CsvSource({"ALL_TO_ALL, 15", "POINTWISE, 5"})
  void eachSenderHasAChannelToEachReceiverOrToItsNeighbours(
      DistributionPattern pattern, int channels) {
    assertThat(bytes(pair(3, 5, pattern)))
        .isEqualTo(new MemorySize((channels * 4 + 8 * 8 + 64) * SEGMENT));
  }

  @Test
  void allConnectionsOfAJobCount() {
    JobVertex first = vertex(2);
    JobVertex second = vertex(2);
    JobVertex third = vertex(2);
    connect(first, second, DistributionPattern.ALL_TO_ALL);
    connect(first, third, DistributionPattern.ALL_TO_ALL);
    connect(second, third, DistributionPattern.ALL_TO_ALL);

    assertThat(bytes(job(first, second, third)))
        .isEqualTo(new MemorySize((3 * (4 * 4 + 4 * 8) + 64) * SEGMENT));
  }

  /** 100 channels, 20 tasks and 64 to spare; 400, 160 and 64 would be of use. */
  @Test
  void whereTheJvmMayHaveLittleTheTasksGetAQuarterOfItOrWhatTheyNeed() {
    JobGraph job = pair(10, 10, DistributionPattern.ALL_TO_ALL);

    assertThat(NetworkMemory.of(job, 4 * 1000 * SEGMENT)).isEqualTo(new MemorySize(624 * SEGMENT));
    assertThat(NetworkMemory.of(job, 4 * 300 * SEGMENT)).isEqualTo(new MemorySize(300 * SEGMENT));
    assertThat(NetworkMemory.of(job, 4 * 100 * SEGMENT)).isEqualTo(new MemorySize(184 * SEGMENT));
  }

  /** Where there is more than enough. */
  private static MemorySize bytes(JobGraph job) {
    return NetworkMemory.of(job, Long.MAX_VALUE);
  }

  private static JobGraph pair(int senders, int receivers, DistributionPattern pattern) {
    JobVertex from = vertex(senders);
    JobVertex to = vertex(receivers);
    connect(from, to, pattern);
    return job(from, to);
  }

  private static JobVertex vertex(int parallelism) {
    JobVertex vertex = new JobVertex("some");
    vertex.setParallelism(parallelism);
    return vertex;
  }

  private static void connect(JobVertex from, JobVertex to, DistributionPattern pattern) {
    to.connectNewDataSetAsInput(from, pattern, ResultPartitionType.PIPELINED_BOUNDED);
  }

  private static JobGraph job(JobVertex... vertices) {
    return new JobGraph(new JobID(), "some", vertices);
  }
}
