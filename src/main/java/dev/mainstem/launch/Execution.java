package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;

/** A pipeline on its runner, from its start to its end. Stopping and looking are for any thread. */
abstract sealed class Execution permits Execution.Direct, FlinkExecution {

  /** Waits for the end. */
  abstract Outcome await() throws InterruptedException;

  /**
   * How far the job is. For any thread.
   *
   * @throws EnvironmentException if nobody can tell
   */
  abstract JobState look() throws InterruptedException;

  /** Ends the job, so that another can go on where it was if the runner has a way. */
  abstract void stop() throws InterruptedException;

  /** Makes way for a run, and notes that it has begun. */
  interface Beginning {
    RunRecord begin();
  }

  /**
   * How a job ended.
   *
   * @param stopped whether it was told to, before its own end
   * @param failure why it failed, or null if it did not
   */
  record Outcome(Counts counts, boolean stopped, @Nullable String failure) {}

  /**
   * Starts a pipeline.
   *
   * @param beginning called when nothing but the job itself can fail any more; what it answers is
   *     told where the job is
   * @param embedded the Flink that it shall run on, or null for that of the options, or another
   *     runner
   */
  static Execution start(
      Pipeline pipeline, RunFolder folder, Beginning beginning, @Nullable EmbeddedFlink embedded) {
    Optional<FlinkPipelineOptions> flink = RunnerOptions.flink(pipeline.getOptions());
    if (flink.isEmpty()) {
      beginning.begin();
      return Direct.start(pipeline);
    }
    return embedded == null
        ? FlinkExecution.start(pipeline, flink.get(), folder, beginning)
        : FlinkExecution.start(pipeline, flink.get(), folder, beginning, embedded);
  }

  static final class Direct extends Execution {

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
    JobState look() {
      return new JobState(Counts.of(result.metrics()), null, 0, 0);
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

  private static String firstCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getSimpleName() + message;
  }
}
