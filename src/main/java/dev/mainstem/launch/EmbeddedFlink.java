package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
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

  // a machine that is busy loading classes takes its time to answer
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FlinkPipelineOptions options;
  private final CompletableFuture<JobResult> closed = new CompletableFuture<>();
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
   * @param begin run when the cluster is there and has no job yet
   * @throws EnvironmentException if it does not come up
   */
  void run(Pipeline pipeline, Configuration configuration, Runnable begin) {
    if (options.getSavepointPath() != null) {
      SavepointRestoreSettings.toConfiguration(
          SavepointRestoreSettings.forPath(
              options.getSavepointPath(), options.getAllowNonRestoredState()),
          configuration);
    }
    try {
      EmbeddedEnvironment.run(pipeline, configuration, job -> submit(job, begin));
    } catch (RuntimeException e) {
      throw e.getCause() instanceof EnvironmentException ours ? ours : e;
    }
  }

  private JobClient submit(JobGraph job, Runnable begin) throws MalformedURLException {
    // without any Flink would look for our classes where the JVM was started with its own
    job.setClasspaths(List.of(folder.toUri().toURL()));
    MiniCluster started = start(NetworkMemory.of(job));
    begin.run();
    try {
      started.submitJob(job).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while starting the embedded Flink", e);
    } catch (ExecutionException e) {
      throw new EnvironmentException(
          "the embedded Flink did not take the job: " + e.getMessage(), e);
    }
    return new MiniClusterJobClient(
        job.getJobID(), started, getClass().getClassLoader(), JobFinalizationBehavior.NOTHING);
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
      CompletableFuture<JobResult> ended = Objects.requireNonNull(cluster).requestJobResult(id);
      JobResult result = ended.applyToEither(closed, Function.identity()).get();
      if (result.getApplicationStatus() == ApplicationStatus.UNKNOWN) {
        throw endedBefore(closing());
      }
      JobStatus status = result.getApplicationStatus().deriveJobStatus();
      return new JobEnd(
          status,
          FlinkMetrics.of(result.getAccumulatorResults()),
          status == JobStatus.FAILED ? failure(result) : null);
    } catch (ExecutionException e) {
      throw endedBefore(e);
    }
  }

  private static EnvironmentException endedBefore(Exception cause) {
    return new EnvironmentException(
        "the embedded Flink ended before its job: " + cause.getMessage(), cause);
  }

  private static IllegalStateException closing() {
    return new IllegalStateException("it was closed");
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
    // who looks on would else see a picture of the job that is up to three seconds old
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
    // and counts and watermarks that are up to ten seconds old
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
    // the folder on the class path of its jobs has no class
    configuration.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, PATIENCE);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(slots)
        .build();
  }

  /**
   * Stops the cluster, if it has started. One that takes its time on a busy machine is left to the
   * end of this process.
   */
  @Override
  public void close() {
    closed.completeExceptionally(closing());
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
