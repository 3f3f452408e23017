package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarOutputStream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
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
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process: a JobManager and a TaskManager, reached over the loopback
 * like any other cluster, so that a job is launched, followed and stopped in one way wherever it
 * runs.
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

  private final MiniCluster cluster;
  private final URI address;

  private EmbeddedFlink(MiniCluster cluster, URI address) {
    this.cluster = cluster;
    this.address = address;
  }

  /**
   * Starts the cluster and points the options at it.
   *
   * @param folder for checkpoints and what is staged
   * @throws EnvironmentException if it does not come up
   */
  static EmbeddedFlink start(FlinkPipelineOptions options, Path folder) {
    int slots =
        options.getParallelism() > 0
            ? options.getParallelism()
            : Runtime.getRuntime().availableProcessors();
    try {
      MiniCluster cluster = new MiniCluster(configuration(slots, FlinkWeb.portOf(options), folder));
      cluster.start();
      EmbeddedFlink flink = new EmbeddedFlink(cluster, cluster.getRestAddress().get());
      options.setParallelism(slots);
      options.setFlinkMaster(flink.address.getHost() + ":" + flink.address.getPort());
      // its tasks find our classes where this process does; something has to be staged all the same
      options.setFilesToStage(List.of(emptyJar(folder).toString()));
      return flink;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while starting the embedded Flink", e);
    } catch (ExecutionException e) {
      throw new EnvironmentException("the embedded Flink did not start: " + e.getMessage(), e);
    } catch (Exception e) { // what MiniCluster.start declares
      throw new EnvironmentException("the embedded Flink did not start: " + e.getMessage(), e);
    }
  }

  private static MiniClusterConfiguration configuration(int slots, int port, Path folder) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, String.valueOf(port));
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

  /** Where it answers. */
  URI address() {
    return address;
  }

  private static Path emptyJar(Path folder) throws IOException {
    Path jar = folder.resolve("empty.jar");
    new JarOutputStream(Files.newOutputStream(jar), new java.util.jar.Manifest()).close();
    return jar;
  }

  /**
   * Stops the cluster. Its job has ended, so one that takes its time on a busy machine is left to
   * the end of this process.
   */
  @Override
  public void close() {
    try {
      cluster.closeAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the embedded Flink did not stop in {} s", STOP_SECONDS, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
