package dev.mainstem.launch;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** How the Flink inside this process is set. */
final class EmbeddedConfiguration {

  private static final long METRICS_AGE_MILLIS = 500;
  private static final long PICTURE_AGE_MILLIS = 250;
  private static final int RETAINED_CHECKPOINTS = 3;
  // the option's own class is in a jar of RocksDB, which mostly is not there
  private static final String ROCKSDB_FOLDERS = "state.backend.rocksdb.localdir";
  // each kind of state of each step takes a buffer of 8 MB, and no more than a third are buffers
  private static final MemorySize MANAGED_MEMORY_OF_SLOT = MemorySize.ofMebiBytes(256);
  // a machine that is busy loading classes takes its time to answer
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private EmbeddedConfiguration() {}

  /**
   * The configuration of one TaskManager with as many slots as the options name.
   *
   * @param folder for checkpoints, and for state that is on disk
   * @param network for what tasks send each other
   */
  static MiniClusterConfiguration of(
      FlinkPipelineOptions options, Path folder, MemorySize network) {
    int slots = options.getParallelism();
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, String.valueOf(FlinkWeb.portOf(options)));
    // who looks on by its REST API would else see a picture of the job that is up to three seconds
    // old
    configuration.set(WebOptions.REFRESH_INTERVAL, PICTURE_AGE_MILLIS);
    // and metrics of its tasks that are up to ten seconds old
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS_AGE_MILLIS);
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
}
