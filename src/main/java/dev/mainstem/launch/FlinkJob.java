package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * A job on a Flink cluster, seen through the cluster's REST API: the same for the embedded one and
 * any other. One thread may wait for its end while others look at it.
 */
final class FlinkJob {

  private static final long END_OF_TIME = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
  private static final long START_OF_TIME = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
  private static final long POLL_MILLIS = 100;
  private static final long RARE_POLL_MILLIS = 1_000;
  private static final long BETWEEN_CHECKPOINTS_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FETCH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final FlinkRest rest;
  private final String job;
  private final long startNanos = System.nanoTime();
  private long lastCheckpointNanos = startNanos;
  private final List<String> lastCheckpoints = new ArrayList<>();
  private Set<String> lastVertices = Set.of();

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
   * A tenth of the time that the job has run: all tasks tell all of their metrics for each look,
   * and with one each 100 ms that took a twelfth of a run of ten seconds. Often where the end is
   * near.
   */
  private long pollMillis() {
    long tenth = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) / 10;
    return lastCheckpoints.isEmpty()
        ? Math.max(POLL_MILLIS, Math.min(RARE_POLL_MILLIS, tenth))
        : POLL_MILLIS;
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
    if (now - lastCheckpointNanos > BETWEEN_CHECKPOINTS_NANOS && isThrough()) {
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

  /** Whether the end of time has reached every last task, and so everything that came before it. */
  private boolean isThrough() throws InterruptedException {
    for (String vertex : lastVertices()) {
      if (watermark(vertex) < END_OF_TIME) {
        return false;
      }
    }
    return true;
  }

  /** How far event time is in all tasks of a vertex; the beginning of time if none tells. */
  private long watermark(String vertex) throws InterruptedException {
    long oldest = Long.MAX_VALUE;
    for (JsonNode watermark : get("/vertices/" + vertex + "/watermarks")) {
      oldest = Math.min(oldest, watermark.path("value").asLong(Long.MIN_VALUE));
    }
    return oldest == Long.MAX_VALUE ? Long.MIN_VALUE : oldest;
  }

  /** The vertices whose output no other one takes. */
  private synchronized Set<String> lastVertices() throws InterruptedException {
    if (lastVertices.isEmpty()) {
      lastVertices = findLastVertices();
    }
    return lastVertices;
  }

  private Set<String> findLastVertices() throws InterruptedException {
    Set<String> all = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode node : get("/plan").path("plan").path("nodes")) {
      all.add(node.path("id").asText());
      node.path("inputs").forEach(input -> taken.add(input.path("id").asText()));
    }
    all.removeAll(taken);
    return all;
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
    long oldest = END_OF_TIME;
    for (String vertex : lastVertices()) {
      oldest = Math.min(oldest, watermark(vertex));
    }
    boolean told = oldest > START_OF_TIME && oldest < END_OF_TIME;
    return new JobState(
        Counts.of(FlinkMetrics.with(FlinkTaskMetrics.of(this), metrics())),
        told ? Instant.ofEpochMilli(oldest) : null,
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
