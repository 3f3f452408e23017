package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process: a JobManager and a TaskManager, which come up with the job
 * that they are for. It has a REST API like any other cluster.
 *
 * <p>Not thread-safe but for {@link #awaitEnd}, while nobody closes it.
 */
final class EmbeddedFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final long METRICS_AGE_MILLIS = 500;
  private static final long PICTURE_AGE_MILLIS = 250;
  private static final long STOP_SECONDS = 10;
  private static final int RETAINED_CHECKPOINTS = 3;
  // the option's own class is in a jar of RocksDB, which mostly is not there
  private static final String ROCKSDB_FOLDERS = "state.backend.rocksdb.localdir";
  // each kind of state of each step takes a buffer of 8 MB, and no more than a third are buffers
  private static final MemorySize MANAGED_MEMORY_OF_SLOT = MemorySize.ofMebiBytes(256);

  private final FlinkPipelineOptions options;
  private final Path folder;
  private final int slots;
  private @Nullable MiniCluster cluster;
  private @Nullable URI address;

  /**
   * A cluster that has not started yet. Points the options at it.
   *
   * @param folder for checkpoints
   */
  EmbeddedFlink(FlinkPipelineOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
    this.slots = RunnerOptions.slots(options);
    options.setParallelism(slots);
    options.setFlinkMaster("[auto]");
  }

  /**
   * Starts, and has a pipeline run, from the savepoint on that the options name, if they do.
   *
   * @param configuration of the job
   * @throws EnvironmentException if it does not come up
   */
  void run(Pipeline pipeline, Configuration configuration) {
    if (options.getSavepointPath() != null) {
      SavepointRestoreSettings.toConfiguration(
          SavepointRestoreSettings.forPath(
              options.getSavepointPath(), options.getAllowNonRestoredState()),
          configuration);
    }
    try {
      EmbeddedEnvironment.run(pipeline, configuration, this::submit);
    } catch (RuntimeException e) {
      throw e.getCause() instanceof EnvironmentException ours ? ours : e;
    }
  }

  private JobClient submit(JobGraph job) throws ExecutionException, InterruptedException {
    MiniCluster started = start(NetworkMemory.of(job));
    JobID id = started.submitJob(job).get().getJobID();
    return new MiniClusterJobClient(
        id, started, getClass().getClassLoader(), JobFinalizationBehavior.NOTHING);
  }

  /**
   * Starts without a job.
   *
   * @param network for what tasks send each other
   * @throws EnvironmentException if it does not come up
   */
  MiniCluster start(MemorySize network) {
    MiniCluster starting = new MiniCluster(configuration(network));
    cluster = starting;
    try {
      starting.start();
      address = starting.getRestAddress().get();
      return starting;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while starting the embedded Flink", e);
    } catch (Exception e) { // what MiniCluster.start declares
      throw new EnvironmentException("the embedded Flink did not start: " + e.getMessage(), e);
    }
  }

  /** Where it answers, when it has started. */
  URI address() {
    return Objects.requireNonNull(address);
  }

  /**
   * Waits until a job has ended. For any thread.
   *
   * @throws EnvironmentException if the cluster ends before
   */
  JobEnd awaitEnd(JobID id) throws InterruptedException {
    try {
      JobResult result = Objects.requireNonNull(cluster).requestJobResult(id).get();
      JobStatus status = result.getApplicationStatus().deriveJobStatus();
      return new JobEnd(
          status,
          FlinkMetrics.of(result.getAccumulatorResults()),
          status == JobStatus.FAILED ? failure(result) : null);
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          "the embedded Flink ended before its job: " + e.getMessage(), e);
    }
  }

  private static String failure(JobResult result) {
    return result
        .getSerializedThrowable()
        .map(failure -> JobEnd.cause(failure.getFullStringifiedStackTrace()))
        .orElse(JobEnd.NO_REASON);
  }

  private MiniClusterConfiguration configuration(MemorySize network) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, String.valueOf(FlinkWeb.portOf(options)));
    // without it a run that is through would wait up to three seconds for a picture of its end
    configuration.set(WebOptions.REFRESH_INTERVAL, PICTURE_AGE_MILLIS);
    // its web pages, where it has any, are to look at: nobody hands in jobs there
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    // for jobs that are not told where, because their results are on no local disk
    configuration.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY, folder.resolve("savepoints").toUri().toString());
    // for jobs that keep state in RocksDB: no other takes any of this memory, or writes there
    configuration.setString(ROCKSDB_FOLDERS, folder.resolve("rocksdb").toString());
    configuration.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY_OF_SLOT.multiply(slots));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    // one that is damaged has others before it
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    // by the watermarks of a job the launch knows that it is through
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS_AGE_MILLIS);
    // with them the tasks tell what they have counted
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, METRICS_AGE_MILLIS);
    // a fault that comes back is a bug or a lost broker: three tries in ten minutes, then say so
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, 3);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
        Duration.ofMinutes(10));
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(slots)
        .build();
  }

  /**
   * Stops the cluster. Its job has ended, so one that takes its time on a busy machine is left to
   * the end of this process.
   */
  @Override
  public void close() {
    if (cluster == null) {
      return;
    }
    try {
      cluster.closeAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the embedded Flink did not stop in {} s", STOP_SECONDS, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
