package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process: a JobManager and a TaskManager, which come up with the job
 * that they are for. It has a REST API like any other cluster.
 *
 * <p>Not thread-safe but for {@link #awaitEnd}, {@link #look} and {@link #orders}.
 */
final class EmbeddedFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final long STOP_SECONDS = 10;

  private final FlinkPipelineOptions options;
  private final CompletableFuture<JobResult> closed = new CompletableFuture<>();
  private final Path folder;
  private @Nullable MiniCluster cluster;
  private @Nullable EmbeddedMetrics metrics;
  private @Nullable URI address;

  /**
   * A cluster that has not started yet. Points the options at it.
   *
   * @param folder for checkpoints
   */
  EmbeddedFlink(FlinkPipelineOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
    options.setParallelism(RunnerOptions.parallelism(options).workers());
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
    EmbeddedMetrics told = new EmbeddedMetrics(lastVertices(job));
    metrics = told;
    MiniCluster started = start(NetworkMemory.of(job), told);
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

  private static Set<String> lastVertices(JobGraph job) {
    return job.getVerticesSortedTopologicallyFromSources().stream()
        .filter(vertex -> vertex.getProducedDataSets().isEmpty())
        .map(vertex -> vertex.getID().toHexString())
        .collect(Collectors.toSet());
  }

  /**
   * Starts without a job.
   *
   * @param network for what tasks send each other
   * @param told takes in what tasks tell of themselves
   * @throws EnvironmentException if it does not come up
   */
  MiniCluster start(MemorySize network, MetricReporter told) {
    MiniCluster starting =
        new EmbeddedCluster(EmbeddedConfiguration.of(options, folder, network), told);
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

  /** How far the job is that it runs. For any thread. */
  JobState look() {
    return Objects.requireNonNull(metrics).look();
  }

  /** How a job is told to end. For any thread. */
  FlinkStop.Orders orders(JobID id) {
    return new EmbeddedOrders(Objects.requireNonNull(cluster), id);
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
