package dev.mainstem.launch;

import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a job on Flink ended.
 *
 * @param status finished, failed or cancelled
 * @param metrics what Beam has counted in it
 * @param failure why it failed, in Flink's words, or null if it did not
 */
record JobEnd(JobStatus status, MetricResults metrics, @Nullable String failure) {

  /** The failure of a job of which Flink tells none. */
  static final String NO_REASON = "no reason given";

  /** Waits for it. */
  interface Waiting {
    JobEnd await() throws InterruptedException;
  }

  /** The innermost cause in a stack trace. */
  static String cause(String trace) {
    String cause = trace;
    for (String line : trace.lines().toList()) {
      if (line.startsWith("Caused by: ")) {
        cause = line.substring("Caused by: ".length());
      }
    }
    return cause.lines().findFirst().orElse(cause);
  }
}
