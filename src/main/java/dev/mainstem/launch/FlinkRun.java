package dev.mainstem.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.client.program.ContextEnvironment;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A launch by Flink's own command line, {@code flink run mainstem-job.jar run DEFINITION}.
 *
 * <p>What was said to {@code flink run} becomes options of the launch, and from there on the launch
 * is one like any other: it submits the job itself, and so can follow it, report it and stop it.
 */
final class FlinkRun {

  private static final String REMOTE = "remote";

  private FlinkRun() {}

  /**
   * The options of a launch, with those that {@code flink run} was given where the launch was given
   * none; the same options where it was not Flink that started this process.
   *
   * @throws UsageException if {@code flink run} was pointed at something else than a cluster's REST
   *     API, or the launch at another runner
   */
  static Map<String, String> complete(Map<String, String> options) {
    if (!startedUs()) {
      return options;
    }
    if (RunnerOptions.isDirect(options)) {
      throw new UsageException(
          "flink run: a cluster has no DirectRunner; use bin/mainstem for what runs on that one");
    }
    Map<String, String> all = new LinkedHashMap<>();
    takeOver(all, StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration());
    all.putAll(options);
    // else the environment of the job would be Flink's, which tells nobody the id of the job
    ContextEnvironment.unsetAsContext();
    StreamContextEnvironment.unsetAsContext();
    return all;
  }

  @SuppressWarnings("deprecation") // the streaming environment's own question is not public
  private static boolean startedUs() {
    return !ExecutionEnvironment.areExplicitEnvironmentsAllowed();
  }

  private static void takeOver(Map<String, String> all, ReadableConfig flink) {
    String target = flink.get(DeploymentOptions.TARGET);
    if (!REMOTE.equals(target)) {
      throw new UsageException(
          "flink run: expected a cluster's address (-m host:port), found the target " + target);
    }
    all.put("--flinkMaster", flink.get(RestOptions.ADDRESS) + ":" + flink.get(RestOptions.PORT));
    put(all, "--parallelism", flink.getOptional(CoreOptions.DEFAULT_PARALLELISM).orElse(null));
    put(all, "--savepointPath", flink.get(SavepointConfigOptions.SAVEPOINT_PATH));
    put(all, "--flinkConfDir", System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR));
  }

  private static void put(Map<String, String> all, String option, @Nullable Object value) {
    if (value != null) {
      all.put(option, value.toString());
    }
  }
}
