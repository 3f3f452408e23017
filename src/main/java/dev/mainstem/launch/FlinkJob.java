package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.api.common.JobStatus;

/**
 * A job on a cluster of Flink's, seen through its REST API. One thread may wait for its end while
 * others look at it.
 */
final class FlinkJob {

  private static final long POLL_MILLIS = 100;
  private static final long SELDOM_POLL_MILLIS = 500;
  private static final long RARE_POLL_MILLIS = 1_000;

  private final FlinkRest rest;
  private final String job;
  private final long startNanos = System.nanoTime();
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

  /** Waits until the job has ended. */
  JobEnd awaitEnd() throws InterruptedException {
    JobStatus status = status();
    while (!status.isGloballyTerminalState()) {
      Thread.sleep(pollMillis());
      status = status();
    }
    awaitPicture();
    return new JobEnd(status, metrics(), status == JobStatus.FAILED ? failure() : null);
  }

  /**
   * A tenth of the time that the job has run, up to half a second: with a look each 100 ms, what
   * they took of Flink was a twelfth of a run of ten seconds. From then on a hundredth, up to a
   * second.
   */
  private long pollMillis() {
    long ran = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    long millis = Math.max(Math.min(SELDOM_POLL_MILLIS, ran / 10), ran / 100);
    return Math.min(RARE_POLL_MILLIS, Math.max(POLL_MILLIS, millis));
  }

  /**
   * Whatever Flink tells of a job but its status comes from a picture of it that may be seconds
   * old. Waits for one of the end: counts and failures of an earlier one would be wrong.
   */
  private void awaitPicture() throws InterruptedException {
    while (!state("", "state").isGloballyTerminalState()) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private JobStatus status() throws InterruptedException {
    return state("/status", "status");
  }

  /** A JobManager that has come back knows its jobs only after a while. */
  private JobStatus state(String path, String name) throws InterruptedException {
    long start = System.nanoTime();
    JsonNode state = get(path).path(name);
    while (state.isMissingNode()) {
      rest.giveUpAfter(start, "it knows nothing of the job");
      state = get(path).path(name);
    }
    return JobStatus.valueOf(state.asText());
  }

  /** Asks the job to end at once. */
  void cancel() throws InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create(job + "?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody()));
  }

  private String failure() throws InterruptedException {
    return JobEnd.cause(get("/exceptions").path("root-exception").asText(JobEnd.NO_REASON));
  }

  /** What Beam has counted in tasks that have ended, and so in all of a job that has. */
  private MetricResults metrics() throws InterruptedException {
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
    return !status.isEmpty() && !JobStatus.valueOf(status).isGloballyTerminalState();
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
