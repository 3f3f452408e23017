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
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * A job on Flink, the embedded one or any other.
 *
 * <p>Its checkpoints lie in the folder of the run, unless Flink's configuration, or a result that
 * is on no local disk, says otherwise: who resumes the run finds them there.
 */
final class FlinkExecution extends Execution {

  private static final String CHECKPOINTS = "state.checkpoints.dir";

  private final JobState.Looking state;
  private final JobEnd.Waiting end;
  private final FlinkStop.Orders orders;
  private final boolean resumable;
  private final String savepoints;
  private volatile CompletableFuture<Boolean> savepoint = CompletableFuture.completedFuture(false);

  private FlinkExecution(
      JobState.Looking state,
      JobEnd.Waiting end,
      FlinkStop.Orders orders,
      FlinkPipelineOptions options,
      RunFolder folder) {
    this.state = state;
    this.end = end;
    this.orders = orders;
    this.resumable = options.getCheckpointingInterval() > 0;
    this.savepoints = folder.isBesideResults() ? folder.savepoints().toUri().toString() : "";
  }

  /** Submits a pipeline to a cluster. */
  static FlinkExecution start(
      Pipeline pipeline, FlinkPipelineOptions options, RunFolder folder, Beginning beginning) {
    String id = new JobID().toHexString();
    configureClient(options, folder, id);
    options.setAttachedMode(false);
    // the job may come to be before its submission has returned
    beginning.begin().job(id, options.getFlinkMaster());
    pipeline.run();
    return onCluster(new FlinkJob(options.getFlinkMaster(), id), options, folder);
  }

  /** Runs a pipeline on a Flink inside this process, which comes up with it. */
  static FlinkExecution start(
      Pipeline pipeline,
      FlinkPipelineOptions options,
      RunFolder folder,
      Beginning beginning,
      EmbeddedFlink flink) {
    JobID id = new JobID();
    configureClient(options, folder, id.toHexString());
    options.setAttachedMode(false);
    flink.run(
        pipeline,
        GlobalConfiguration.loadConfiguration(options.getFlinkConfDir()),
        () -> beginning.begin().job(id.toHexString(), flink.address().getAuthority()));
    return new FlinkExecution(
        flink::look, () -> flink.awaitEnd(id), flink.orders(id), options, folder);
  }

  /** The job of a launch that is gone, if it goes on without it. */
  static Optional<Execution> running(
      FlinkPipelineOptions options, RunFolder folder, RunRecord record) {
    return record
        .jobOn(options.getFlinkMaster())
        .map(id -> new FlinkJob(options.getFlinkMaster(), id))
        .filter(FlinkExecution::isAlive)
        .map(job -> onCluster(job, options, folder));
  }

  private static FlinkExecution onCluster(
      FlinkJob job, FlinkPipelineOptions options, RunFolder folder) {
    return new FlinkExecution(job::look, job::awaitEnd, new RestOrders(job), options, folder);
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
    JobEnd ended = end.await();
    // after a savepoint Flink calls a job finished
    boolean stopped =
        ended.status() == JobStatus.CANCELED
            || (ended.status() == JobStatus.FINISHED && savepoint.join());
    return new Outcome(Counts.of(ended.metrics()), stopped, ended.failure());
  }

  @Override
  JobState look() throws InterruptedException {
    return state.look();
  }

  @Override
  void stop() throws InterruptedException {
    if (!resumable) {
      orders.cancel();
      return;
    }
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    savepoint = taken;
    try {
      taken.complete(new FlinkStop(orders, savepoints).stop());
    } finally {
      taken.complete(false);
    }
  }
}
