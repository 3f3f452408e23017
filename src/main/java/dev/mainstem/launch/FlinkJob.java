package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.MetricResults;

/**
 * A job on a Flink cluster, seen through the cluster's REST API: the same for the embedded one and
 * any other. One thread may wait for its end while others look at it.
 */
final class FlinkJob {

  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
  private static final long POLL_MILLIS = 100;
  private static final long SELDOM_POLL_MILLIS = 500;
  private static final long RARE_POLL_MILLIS = 1_000;
  private static final long BETWEEN_CHECKPOINTS_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FETCH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final FlinkRest rest;
  private final String job;
  private final long startNanos = System.nanoTime();
  private long lastCheckpointNanos = startNanos;
  private final List<String> lastCheckpoints = new ArrayList<>();
  private final LastVertices lastVertices = new LastVertices(this);

  /**
   * A job.
   *
   * @param address host and port of the cluster
   * @param id as Flink writes it
   */
  FlinkJob(String address, String id) {
    this(address, id, FlinkRest.PATIENCE);
  }

  /** Such a job, with another patience for a JobManager that is away. */
  FlinkJob(String address, String id, Duration patience) {
    this.rest = new FlinkRest(address, patience);
    this.job = "http://" + address + "/jobs/" + id;
  }

  /**
   * Waits until the job has ended; answers how: {@code FINISHED}, {@code FAILED} or {@code
   * CANCELED}.
   *
   * <p>A task of Flink that is through ends only with the next checkpoint, which may be an interval
   * away. A job that ends by itself is given that checkpoint as soon as all tasks are through.
   *
   * @param bounded whether it ends by itself
   */
  String awaitEnd(boolean bounded) throws InterruptedException {
    String status = status();
    while (!ENDED.contains(status)) {
      if (bounded && status.equals("RUNNING")) {
        takeLastCheckpoint();
      }
      Thread.sleep(pollMillis());
      status = status();
    }
    fetchLastCheckpoints();
    awaitPicture();
    return status;
  }

  /**
   * A tenth of the time that the job has run, up to half a second: with a look each 100 ms, what
   * they took of Flink, and of the compilers for it, was a twelfth of a run of ten seconds. From
   * then on a hundredth, up to a second. Often at first, and where a last checkpoint is on its way.
   */
  private long pollMillis() {
    long now = System.nanoTime();
    if (now - lastCheckpointNanos < BETWEEN_CHECKPOINTS_NANOS) {
      return POLL_MILLIS;
    }
    long ran = TimeUnit.NANOSECONDS.toMillis(now - startNanos);
    return Math.max(Math.min(SELDOM_POLL_MILLIS, ran / 10), Math.min(RARE_POLL_MILLIS, ran / 100));
  }

  /**
   * Whatever Flink tells of a job but its status comes from a picture of it that may be seconds
   * old. Waits for one of the end: counts and failures of an earlier one would be wrong.
   */
  private void awaitPicture() throws InterruptedException {
    while (!ENDED.contains(state("", "state"))) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** A checkpoint that Flink refuses is no loss: its own next one ends the job. */
  private void takeLastCheckpoint() throws InterruptedException {
    long now = System.nanoTime();
    if (now - lastCheckpointNanos > BETWEEN_CHECKPOINTS_NANOS && lastVertices.areThrough()) {
      lastCheckpointNanos = now;
      String id = post("/checkpoints", "{}").path("request-id").asText();
      if (!id.isEmpty()) {
        lastCheckpoints.add(id);
      }
    }
  }

  /**
   * Fetches what became of the last checkpoints, as nobody needs it any more: a cluster does not
   * end before somebody did.
   */
  private void fetchLastCheckpoints() throws InterruptedException {
    long deadline = System.nanoTime() + FETCH_NANOS;
    for (String id : lastCheckpoints) {
      while (isUnderWay(get("/checkpoints/" + id)) && System.nanoTime() < deadline) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private static boolean isUnderWay(JsonNode operation) {
    return operation.path("status").path("id").asText().equals("IN_PROGRESS");
  }

  private String status() throws InterruptedException {
    return state("/status", "status");
  }

  /** A JobManager that has come back knows its jobs only after a while. */
  private String state(String path, String name) throws InterruptedException {
    long start = System.nanoTime();
    JsonNode state = get(path).path(name);
    while (state.isMissingNode()) {
      rest.giveUpAfter(start, "it knows nothing of the job");
      state = get(path).path(name);
    }
    return state.asText();
  }

  /** Asks the job to end at once. */
  void cancel() throws InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create(job + "?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody()));
  }

  /** Why the job failed: the innermost cause, in Flink's words. */
  String failure() throws InterruptedException {
    String trace = get("/exceptions").path("root-exception").asText("no reason given");
    String cause = trace;
    for (String line : trace.lines().toList()) {
      if (line.startsWith("Caused by: ")) {
        cause = line.substring("Caused by: ".length());
      }
    }
    return cause.lines().findFirst().orElse(cause);
  }

  /** What Beam has counted in tasks that have ended, and so in all of a job that has. */
  MetricResults metrics() throws InterruptedException {
    return FlinkMetrics.read(get("/accumulators?includeSerializedValue=true"));
  }

  /** How far it is. */
  JobState look() throws InterruptedException {
    return new JobState(
        Counts.of(FlinkMetrics.with(FlinkTaskMetrics.of(this), metrics())),
        lastVertices.eventTime().orElse(null),
        get("/checkpoints").path("counts").path("completed").asLong(),
        get("/metrics?get=numRestarts").path(0).path("value").asLong());
  }

  /** Whether the cluster knows the job now, and it has not ended. */
  boolean isAlive() throws InterruptedException {
    String status = get("/status").path("status").asText();
    return !status.isEmpty() && !ENDED.contains(status);
  }

  /** Sends JSON to a path of the job's, and answers what comes back. */
  JsonNode post(String path, String body) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(job + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** What stands at a path of the job's. */
  JsonNode get(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(job + path)).GET());
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    return rest.ask(request);
  }
}
