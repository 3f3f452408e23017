package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/** A pipeline on its runner, from its start to its end. Stopping is for any thread. */
abstract sealed class Execution {

  /** Waits for the end. */
  abstract Outcome await() throws InterruptedException;

  /** Asks the job to end. */
  abstract void stop() throws InterruptedException;

  /**
   * How a job ended.
   *
   * @param failure why it failed, or null if it did not
   */
  record Outcome(Counts counts, boolean stopped, @Nullable String failure) {}

  /**
   * Starts a pipeline.
   *
   * @param folder for what the runner's client needs
   * @param bounded whether the pipeline ends by itself
   */
  static Execution start(Pipeline pipeline, Path folder, boolean bounded) {
    Optional<FlinkPipelineOptions> flink = RunnerOptions.flink(pipeline.getOptions());
    return flink.isPresent()
        ? OnFlink.start(pipeline, flink.get(), folder, bounded)
        : Direct.start(pipeline);
  }

  private static final class Direct extends Execution {

    private final PipelineResult result;

    private Direct(PipelineResult result) {
      this.result = result;
    }

    static Direct start(Pipeline pipeline) {
      pipeline.getOptions().as(DirectOptions.class).setBlockOnRun(false);
      return new Direct(pipeline.run());
    }

    @Override
    Outcome await() {
      try {
        PipelineResult.State state = result.waitUntilFinish();
        return new Outcome(Counts.of(result.metrics()), state != PipelineResult.State.DONE, null);
      } catch (Pipeline.PipelineExecutionException e) {
        return new Outcome(Counts.of(result.metrics()), false, firstCause(e));
      }
    }

    @Override
    void stop() {
      try {
        result.cancel();
      } catch (IOException e) {
        throw new EnvironmentException("can't stop the job: " + e.getMessage(), e);
      }
    }
  }

  private static final class OnFlink extends Execution {

    private final FlinkJob job;
    private final boolean bounded;

    private OnFlink(FlinkJob job, boolean bounded) {
      this.job = job;
      this.bounded = bounded;
    }

    static OnFlink start(
        Pipeline pipeline, FlinkPipelineOptions options, Path folder, boolean bounded) {
      String id = new JobID().toHexString();
      configureClient(options, folder, id);
      options.setAttachedMode(false);
      pipeline.run();
      return new OnFlink(new FlinkJob(options.getFlinkMaster(), id), bounded);
    }

    /** Flink's client has no other way to be told the id of a job than its configuration file. */
    private static void configureClient(FlinkPipelineOptions options, Path folder, String id) {
      try {
        Path own = Files.createDirectories(folder.resolve("flink-client"));
        String given = options.getFlinkConfDir();
        Path file = given == null ? null : Path.of(given, "flink-conf.yaml");
        String inherited = file != null && Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(
            own.resolve("flink-conf.yaml"),
            inherited + "\n$internal.pipeline.job-id: " + id + "\n");
        options.setFlinkConfDir(own.toString());
      } catch (IOException e) {
        throw new EnvironmentException("can't write to %s: %s".formatted(folder, e), e);
      }
    }

    @Override
    Outcome await() throws InterruptedException {
      String end = job.awaitEnd(bounded);
      String failure = end.equals("FAILED") ? job.failure() : null;
      return new Outcome(Counts.of(job.metrics()), end.equals("CANCELED"), failure);
    }

    @Override
    void stop() throws InterruptedException {
      job.cancel();
    }
  }

  private static String firstCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getSimpleName() + message;
  }
}
