package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a job so that another one can go on where it was.
 *
 * <p>First a checkpoint, so that there is one. Then, if there is time, a savepoint: the sources
 * stop where it is taken, so that nothing is read in vain. Both wait for the range of a history
 * that is being read, and a file that can't be divided is one range: then the job is cancelled, and
 * the checkpoint before counts. Whichever is the newest one that was completed is gone on from.
 */
final class FlinkStop {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkStop.class);
  private static final Duration CHECKPOINT = Duration.ofSeconds(10);
  private static final Duration SAVEPOINT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 50;
  private static final String DONE = "COMPLETED";

  private final FlinkJob job;
  private final String savepoints;

  /**
   * @param savepoints the folder for a savepoint, as Flink's file systems call it; empty for that
   *     of the cluster's configuration
   */
  FlinkStop(FlinkJob job, String savepoints) {
    this.job = job;
    this.savepoints = savepoints;
  }

  /** Ends the job; answers whether it was by a savepoint. */
  boolean stop() throws InterruptedException {
    boolean checkpoint =
        completes(
            "/checkpoints", "/checkpoints/", "{\"checkpointType\":\"CONFIGURED\"}", CHECKPOINT);
    LOG.info("a checkpoint before the stop: {}", checkpoint ? "taken" : "not taken");
    boolean savepoint =
        completes(
            "/stop",
            "/savepoints/",
            "{\"drain\":false%s}"
                .formatted(
                    savepoints.isEmpty() ? "" : ",\"targetDirectory\":\"" + savepoints + "\""),
            SAVEPOINT);
    LOG.info("a savepoint before the stop: {}", savepoint ? "taken" : "not taken");
    if (!savepoint) {
      job.cancel();
    }
    return savepoint;
  }

  /** Starts an operation of Flink's, and waits for its end as long as is allowed. */
  private boolean completes(String start, String status, String body, Duration allowed)
      throws InterruptedException {
    long deadline = System.nanoTime() + allowed.toNanos();
    String id = job.post(start, body).path("request-id").asText();
    while (!id.isEmpty() && System.nanoTime() < deadline) {
      JsonNode answer = job.get(status + id);
      if (answer.path("status").path("id").asText().equals(DONE)) {
        return hasSucceeded(start, answer.path("operation"));
      }
      Thread.sleep(POLL_MILLIS);
    }
    return false;
  }

  private static boolean hasSucceeded(String what, JsonNode operation) {
    // a savepoint has the one, a checkpoint the other
    JsonNode failure =
        operation.has("failure-cause")
            ? operation.path("failure-cause")
            : operation.path("failureCause");
    boolean failed = failure.isObject();
    if (failed) {
      String reason = failure.path("stack-trace").asText().lines().findFirst().orElse("");
      LOG.info("{} failed: {}", what, reason);
    }
    return !failed;
  }
}
