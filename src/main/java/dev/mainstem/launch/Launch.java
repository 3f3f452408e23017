package dev.mainstem.launch;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.LookupFile;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Parallelism;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.pipeline.UnifiedPipeline;
import dev.mainstem.sinks.Commit;
import dev.mainstem.sinks.OutputFiles;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.EnvironmentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * A definition on its way to a running job: checked, with its inputs found and its pipeline put
 * together.
 *
 * <p>This is also how a program uses Mainstem as a library: prepare, apply steps of its own to
 * {@link #rows}, run. Whoever prepares a launch closes it, which stops what it started. Not
 * thread-safe.
 */
public final class Launch implements AutoCloseable {

  private final Plan plan;
  private final PipelineOptions options;
  private final String runner;
  private final Progress progress;
  private final Optional<RunRecord> earlier;
  private final RunFolder folder;
  private final OutputFiles outputs;
  private @Nullable Topics topics;
  private @Nullable EmbeddedFlink flink;
  private @Nullable RunRecord record;
  private final JobControl control = new JobControl();
  private Leavings leavings;
  private Inputs inputs = new Inputs(List.of(), null, Optional.empty(), "");
  private Parallelism parallelism = Parallelism.UNKNOWN;
  private @Nullable Pipeline pipeline;
  private @Nullable UnifiedPipeline unified;

  /** What of a run stays when its launch is closed, beside its results and its record. */
  private enum Leavings {
    NOTHING,
    LOG,
    ALL_TO_GO_ON
  }

  private Launch(
      Plan plan, PipelineOptions options, Progress progress, Optional<RunRecord> earlier) {
    this.plan = plan;
    this.options = options;
    this.runner = RunnerOptions.nameOf(options);
    this.progress = progress;
    this.earlier = earlier;
    this.outputs = new OutputFiles(plan.files());
    LastRun.checkNothingInTheWay(outputs);
    this.folder =
        earlier
            .map(run -> RunFolder.reopen(plan, run.run()))
            .orElseGet(() -> RunFolder.create(plan));
    this.leavings = earlier.isPresent() ? Leavings.ALL_TO_GO_ON : Leavings.NOTHING;
    progress.logTo(folder.log());
  }

  /**
   * Checks a definition, finds what it names, and puts the pipeline together. Nothing is written
   * yet but the run's own folder.
   *
   * @param options such as those of {@link RunnerOptions#of}
   * @throws DefinitionException if the definition is wrong
   * @throws UsageException if outputs of somebody else are in the way, or a sink can't keep its
   *     promise with these options
   * @throws EnvironmentException if something that it names isn't there
   */
  public static Launch prepare(Definition definition, PipelineOptions options, Progress progress) {
    return prepare(Plan.of(definition), options, progress, Optional.empty());
  }

  /**
   * The same for the last run of a definition, which was stopped, failed or was killed, to go on
   * where it was: at its savepoint or its newest checkpoint, or at its beginning if it had none
   * yet.
   *
   * @param options a {@code savepointPath} among them says where instead
   * @throws UsageException if there is no such run
   */
  public static Launch resume(Definition definition, PipelineOptions options, Progress progress) {
    Plan plan = Plan.of(definition);
    return prepare(plan, options, progress, Optional.of(LastRun.toResume(plan, options)));
  }

  private static Launch prepare(
      Plan plan, PipelineOptions options, Progress progress, Optional<RunRecord> earlier) {
    RunnerOptions.check(options, plan);
    FileSystems.setDefaultPipelineOptions(options);
    GivenCluster.prepare(options);
    if (earlier.isEmpty()) {
      LastRun.checkMakesWay(plan, options);
    }
    Launch launch = new Launch(plan, options, progress, earlier);
    try {
      launch.prepare();
      return launch;
    } catch (EnvironmentException e) {
      launch.close();
      throw e.redacted(plan.definition()::redact);
    } catch (RuntimeException e) {
      launch.close();
      throw e;
    }
  }

  private void prepare() {
    outputs.checkWritable(folder.run());
    List<HistoryFile> files = RunInputs.files(plan, earlier, progress);
    List<LookupFile> lookups = RunInputs.lookups(plan, earlier, progress);
    Instant cutover = RunInputs.cutover(plan, files, earlier, progress);
    Topics opened = Topics.open(plan, folder.broker(), earlier, progress);
    topics = opened;
    Optional<LiveTopic> live = earlier.map(opened::live).orElseGet(() -> opened.live(cutover));
    opened.checkSinks();
    plan.sinks().forEach(Sink::check);
    inputs = new Inputs(files, cutover, live, opened.embedded(), lookups);
    Warnings.of(plan, inputs).forEach(warning -> progress.say("warning: " + warning));
    options.setJobName(plan.definition().name());
    pipeline = Pipeline.create(options);
    Commit commit = plan.commit(folder.run(), !RunnerOptions.takesCheckpoints(options));
    parallelism = RunInputs.parallelism(options, earlier);
    unified = UnifiedPipeline.in(pipeline(), plan, inputs, commit, parallelism);
  }

  /** The pipeline. It has everything of the definition when it is run. */
  public Pipeline pipeline() {
    return Objects.requireNonNull(pipeline);
  }

  /**
   * The rows of a step, to which a program can apply steps of its own before it runs the launch.
   *
   * @param name of a step of the definition, or {@code stream} for the unified input
   * @throws IllegalArgumentException if there is no such step
   * @throws IllegalStateException if it is running, and the step was made one with the next
   */
  public PCollection<Row> rows(String name) {
    return Objects.requireNonNull(unified).rows(name);
  }

  /** What the launch found. */
  public Inputs inputs() {
    return inputs;
  }

  /** The runner, in words. */
  public String runner() {
    return runner;
  }

  /**
   * Runs the pipeline to its end, or until it is told to stop.
   *
   * @return what was read, owned, written and rejected
   * @throws JobException if the job fails
   */
  public RunReport run() {
    long started = System.nanoTime();
    Objects.requireNonNull(unified).complete();
    if (RunnerOptions.isEmbeddedFlink(options)) {
      flink = new EmbeddedFlink(RunnerOptions.flink(options).orElseThrow(), folder.path());
    }
    progress.say("running on " + runner);
    Execution running = execute();
    FlinkWeb.say(options, flink, progress);
    Execution.Outcome outcome = await(running);
    boolean goesOn = RunnerOptions.takesCheckpoints(options) && outcome.stopped();
    leavings = goesOn ? Leavings.ALL_TO_GO_ON : Leavings.NOTHING;
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    return Objects.requireNonNull(record).end(plan, inputs, outcome, goesOn, took);
  }

  private Execution execute() {
    record = earlier.orElse(null);
    return earlier
        .flatMap(run -> LastRun.whereItGoesOn(run, options, folder, runner, progress))
        .orElseGet(() -> Execution.start(pipeline(), folder, this::begin, flink));
  }

  /** Makes way for a run that begins, or notes that one goes on. */
  private RunRecord begin() {
    leavings = RunnerOptions.takesCheckpoints(options) ? Leavings.ALL_TO_GO_ON : Leavings.LOG;
    earlier.ifPresent(run -> run.resumed(runner));
    if (record == null) {
      LastRun.clear(plan, outputs, folder.run());
      record = RunRecord.begin(plan, inputs, parallelism, folder, runner);
    }
    return record;
  }

  private Execution.Outcome await(Execution running) {
    Execution.Outcome outcome;
    try (Watch watch = Watch.of(running, inputs, earlier.isPresent(), progress)) {
      outcome = control.await(running);
    }
    if (outcome.failure() != null) {
      throw new JobException(
          "the job failed: %s\nThe log is %s"
              .formatted(plan.definition().redact(outcome.failure()), folder.log()));
    }
    return outcome;
  }

  /**
   * Asks the job to end, at once or as soon as it runs, so that it can be resumed if its runner
   * takes checkpoints; {@link #run} then returns. For any thread.
   */
  public void stop() {
    control.stop();
  }

  /** Stops what the launch started, and takes away what nobody needs any more. */
  @Override
  public void close() {
    if (flink != null) {
      flink.close();
    }
    if (topics != null) {
      topics.close();
    }
    if (leavings != Leavings.ALL_TO_GO_ON) {
      outputs.deleteParts(folder.run());
    }
    folder.close();
    if (leavings == Leavings.NOTHING) {
      folder.delete();
    }
  }
}
