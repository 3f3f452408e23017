package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a job by the REST API of its cluster to end. */
final class RestOrders implements FlinkStop.Orders {

  private static final Logger LOG = LoggerFactory.getLogger(RestOrders.class);
  private static final long POLL_MILLIS = 50;
  private static final String DONE = "COMPLETED";

  private final FlinkJob job;

  RestOrders(FlinkJob job) {
    this.job = job;
  }

  @Override
  public boolean checkpoint(Duration allowed) throws InterruptedException {
    return completes(
        "/checkpoints", "/checkpoints/", "{\"checkpointType\":\"CONFIGURED\"}", allowed);
  }

  @Override
  public boolean savepoint(String folder, Duration allowed) throws InterruptedException {
    String target = folder.isEmpty() ? "" : ",\"targetDirectory\":\"" + folder + "\"";
    return completes("/stop", "/savepoints/", "{\"drain\":false%s}".formatted(target), allowed);
  }

  @Override
  public void cancel() throws InterruptedException {
    job.cancel();
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
