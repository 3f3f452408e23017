package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobID;

/**
 * A job on Flink, the embedded one or any other.
 *
 * <p>Its checkpoints lie in the folder of the run, unless Flink's configuration, or a result that
 * is on no local disk, says otherwise: who resumes the run finds them there.
 */
final class FlinkExecution extends Execution {

  private static final String CHECKPOINTS = "state.checkpoints.dir";

  private final FlinkJob job;
  private final boolean bounded;
  private final boolean resumable;
  private final String savepoints;
  private volatile CompletableFuture<Boolean> savepoint = CompletableFuture.completedFuture(false);

  private FlinkExecution(
      FlinkJob job, FlinkPipelineOptions options, RunFolder folder, boolean bounded) {
    this.job = job;
    this.bounded = bounded;
    this.resumable = options.getCheckpointingInterval() > 0;
    this.savepoints = folder.isBesideResults() ? folder.savepoints().toUri().toString() : "";
  }

  /** Submits a pipeline. */
  static FlinkExecution start(
      Pipeline pipeline,
      FlinkPipelineOptions options,
      RunFolder folder,
      boolean bounded,
      RunRecord record) {
    String id = new JobID().toHexString();
    configureClient(options, folder, id);
    options.setAttachedMode(false);
    // the job may come to be before its submission has returned
    record.job(id, options.getFlinkMaster());
    pipeline.run();
    return new FlinkExecution(new FlinkJob(options.getFlinkMaster(), id), options, folder, bounded);
  }

  /** The job of a launch that is gone, if it goes on without it. */
  static Optional<Execution> running(
      FlinkPipelineOptions options, RunFolder folder, boolean bounded, RunRecord record) {
    return record
        .jobOn(options.getFlinkMaster())
        .map(id -> new FlinkJob(options.getFlinkMaster(), id))
        .filter(FlinkExecution::isAlive)
        .map(job -> new FlinkExecution(job, options, folder, bounded));
  }

  private static boolean isAlive(FlinkJob job) {
    try {
      return job.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while asking for the job", e);
    }
  }

  /** Flink's client has no other way to be told these than its configuration file. */
  private static void configureClient(FlinkPipelineOptions options, RunFolder folder, String id) {
    try {
      Path own = Files.createDirectories(folder.path().resolve("flink-client"));
      String given = options.getFlinkConfDir();
      Path file = given == null ? null : Path.of(given, "flink-conf.yaml");
      String inherited = file != null && Files.exists(file) ? Files.readString(file) : "";
      boolean ours = folder.isBesideResults() && !inherited.contains(CHECKPOINTS);
      Files.writeString(
          own.resolve("flink-conf.yaml"),
          "%s\n$internal.pipeline.job-id: %s\n%s\n%s"
              .formatted(
                  inherited,
                  id,
                  ours ? CHECKPOINTS + ": " + folder.checkpoints().toUri() : "",
                  StateBackend.moveToConfiguration(options)));
      options.setFlinkConfDir(own.toString());
    } catch (IOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(folder.path(), e), e);
    }
  }

  @Override
  Outcome await() throws InterruptedException {
    String end = job.awaitEnd(bounded);
    String failure = end.equals("FAILED") ? job.failure() : null;
    // after a savepoint Flink calls a job finished
    boolean stopped = end.equals("CANCELED") || (end.equals("FINISHED") && savepoint.join());
    return new Outcome(Counts.of(job.metrics()), stopped, failure);
  }

  @Override
  JobState look() throws InterruptedException {
    return job.look();
  }

  @Override
  void stop() throws InterruptedException {
    if (!resumable) {
      job.cancel();
      return;
    }
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    savepoint = taken;
    try {
      taken.complete(new FlinkStop(job, savepoints).stop());
    } finally {
      taken.complete(false);
    }
  }
}
