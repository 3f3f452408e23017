package dev.mainstem.launch;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.OutputFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the last run of a definition left behind: to go on with, or to be replaced. */
final class LastRun {

  private LastRun() {}

  /**
   * The run that can go on.
   *
   * @throws UsageException if there is none, or the runner can't go on with any
   */
  static RunRecord toResume(Plan plan, PipelineOptions options) {
    String name = plan.definition().name();
    Path home = RunFolder.homeOf(plan);
    if (!RunnerOptions.takesCheckpoints(options)) {
      throw new UsageException(
          "--resume: this runner takes no checkpoints to go on from; Flink does, every"
              + " --checkpointingInterval milliseconds");
    }
    RunRecord last =
        RunRecord.last(home, name)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--resume: there is no run of %s in %s".formatted(name, home)));
    if (last.isDone() || !RunFolder.exists(home, last.run())) {
      throw new UsageException(
          "--resume: the last run of %s, %s, %s; begin afresh without --resume"
              .formatted(
                  name, last.run(), last.isDone() ? "has come to its end" : "left no checkpoints"));
    }
    return last;
  }

  /**
   * Makes sure that no other launch, and no job without one, writes what a fresh run is about to
   * replace, and that it doesn't want to go on from it.
   *
   * @throws UsageException if so
   */
  static void checkMakesWay(Plan plan, PipelineOptions options) {
    if (RunnerOptions.flink(options).map(FlinkPipelineOptions::getSavepointPath).isPresent()) {
      throw new UsageException(
          "--savepointPath: a run that goes on needs --resume too, or it would take away the"
              + " results it goes on from");
    }
    left(plan)
        .ifPresent(
            last -> {
              RunFolder folder = RunFolder.reopen(plan, last.run());
              folder.close();
              RunnerOptions.flink(options)
                  .flatMap(flink -> FlinkExecution.running(flink, folder, last))
                  .ifPresent(
                      running -> {
                        throw new UsageException(
                            "the job of the run %s goes on without its launch; follow it with --resume, or cancel it"
                                .formatted(last.run()));
                      });
            });
  }

  /**
   * Makes sure that a run replaces only what an earlier one wrote.
   *
   * @throws UsageException if outputs of somebody else are in the way
   */
  static void checkNothingInTheWay(OutputFiles outputs) {
    List<String> foreign = outputs.foreign();
    if (!foreign.isEmpty()) {
      throw new UsageException(
          ("these files would be taken for results of this run, and no earlier run of it wrote"
                  + " them; move them away, or give the sink another path:\n  %s")
              .formatted(String.join("\n  ", foreign)));
    }
  }

  /** Takes away what the last run left to go on with, and makes way for the results of this one. */
  static void clear(Plan plan, OutputFiles outputs, String run) {
    left(plan)
        .ifPresent(
            last -> {
              outputs.deleteParts(last.run());
              RunFolder.reopen(plan, last.run()).delete();
            });
    outputs.replace(run);
  }

  private static Optional<RunRecord> left(Plan plan) {
    Path home = RunFolder.homeOf(plan);
    return RunRecord.last(home, plan.definition().name())
        .filter(last -> RunFolder.exists(home, last.run()));
  }

  /**
   * Finds where a run goes on: its job, if that still runs somewhere, or else the options point at
   * its newest checkpoint or savepoint.
   *
   * @throws UsageException if this build can't read what the run keeps
   */
  static Optional<Execution> whereItGoesOn(
      RunRecord run, PipelineOptions options, RunFolder folder, String runner, Progress progress) {
    FlinkPipelineOptions flink = RunnerOptions.flink(options).orElseThrow();
    Optional<Execution> running = FlinkExecution.running(flink, folder, run);
    if (running.isEmpty()) {
      run.checkState();
    }
    if (running.isPresent()) {
      run.resumed(runner);
      progress.say("its job still runs there: following it");
      return running;
    }
    if (flink.getSavepointPath() == null) {
      Optional<RestorePoint> point =
          RestorePoint.newest(List.of(folder.checkpoints(), folder.savepoints()), progress);
      point.map(p -> p.path().toUri().toString()).ifPresent(flink::setSavepointPath);
    }
    progress.say(
        flink.getSavepointPath() == null
            ? "no checkpoint was complete: beginning again"
            : "going on from " + flink.getSavepointPath().replaceFirst(".*/(.+?)/?$", "$1"));
    return Optional.empty();
  }
}
