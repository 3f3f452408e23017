package dev.mainstem.launch;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.HistoryFiles;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.pipeline.UnifiedPipeline;
import dev.mainstem.sinks.Commit;
import dev.mainstem.sinks.OutputFiles;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.EnvironmentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
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
  private final Progress progress;
  private final RunFolder folder;
  private final OutputFiles outputs;
  private @Nullable Topics topics;
  private @Nullable EmbeddedFlink flink;
  private volatile @Nullable Execution execution;
  private volatile boolean toldToStop;
  private boolean stopping;
  private boolean done;

  private Inputs inputs = new Inputs(List.of(), null, Optional.empty(), "");
  private Pipeline pipeline = Pipeline.create();
  private Map<String, PCollection<Row>> steps = Map.of();

  private Launch(Plan plan, PipelineOptions options, Progress progress) {
    this.plan = plan;
    this.options = options;
    this.progress = progress;
    this.outputs = new OutputFiles(plan.files());
    checkNothingInTheWay();
    this.folder = RunFolder.create(plan);
    progress.logTo(folder.log());
  }

  /**
   * Checks a definition, finds what it names, and puts the pipeline together. Nothing is written
   * yet but the run's own folder.
   *
   * @param options such as those of {@link RunnerOptions#of}
   * @throws DefinitionException if the definition is wrong
   * @throws UsageException if outputs of somebody else are in the way
   * @throws EnvironmentException if something that it names isn't there
   */
  public static Launch prepare(Definition definition, PipelineOptions options, Progress progress) {
    Plan plan = Plan.of(definition);
    FileSystems.setDefaultPipelineOptions(options);
    GivenCluster.prepare(options);
    Launch launch = new Launch(plan, options, progress);
    try {
      launch.prepare();
      return launch;
    } catch (RuntimeException e) {
      launch.done = true;
      launch.close();
      throw launch.withoutSecrets(e);
    }
  }

  /** What is said of the surroundings may quote the definition, with what was filled into it. */
  private RuntimeException withoutSecrets(RuntimeException e) {
    String said = String.valueOf(e.getMessage());
    String shown = plan.definition().redact(said);
    return e instanceof EnvironmentException && !shown.equals(said)
        ? new EnvironmentException(shown)
        : e;
  }

  private void checkNothingInTheWay() {
    List<String> foreign = outputs.foreign();
    if (!foreign.isEmpty()) {
      throw new UsageException(
          ("these files would be taken for results of this run, and no earlier run of it wrote"
                  + " them; move them away, or give the sink another path:\n  %s")
              .formatted(String.join("\n  ", foreign)));
    }
  }

  private void prepare() {
    Definition definition = plan.definition();
    outputs.checkWritable(folder.run());
    List<HistoryFile> files = HistoryFiles.find(definition);
    if (!files.isEmpty()) {
      progress.say("history: %,d %s".formatted(files.size(), files.size() == 1 ? "file" : "files"));
    }
    Instant cutover = CutoverInstant.of(definition, files, progress);
    topics = Topics.open(plan, folder.path().resolve("broker"), progress);
    Optional<LiveTopic> live = topics.live(cutover);
    topics.checkSinks();
    inputs = new Inputs(files, cutover, live, topics.embedded());
    Warnings.of(plan, inputs).forEach(warning -> progress.say("warning: " + warning));
    options.setJobName(definition.name());
    pipeline = Pipeline.create(options);
    steps = UnifiedPipeline.of(plan, inputs, commit()).applyTo(pipeline);
  }

  private Commit commit() {
    boolean checkpoints =
        RunnerOptions.flink(options).map(o -> o.getCheckpointingInterval() > 0).orElse(false);
    return new Commit(folder.run(), !checkpoints, plan.definition().isEndless());
  }

  /** The pipeline, which has everything of the definition. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /**
   * The rows of a step, to which a program can apply steps of its own before it runs the launch.
   *
   * @param name of a step of the definition, or {@code stream} for the unified input
   * @throws IllegalArgumentException if there is no such step
   */
  public PCollection<Row> rows(String name) {
    PCollection<Row> rows = steps.get(name);
    if (rows == null) {
      throw new IllegalArgumentException(
          "there is no step %s; there are %s".formatted(name, new TreeSet<>(steps.keySet())));
    }
    return rows;
  }

  /** What the launch found. */
  public Inputs inputs() {
    return inputs;
  }

  /**
   * Runs the pipeline to its end; a stream without one is run until the process is told to stop.
   *
   * @return what was read, owned, written and rejected
   * @throws JobException if the job fails
   */
  public RunReport run() {
    long started = System.nanoTime();
    outputs.replace(folder.run());
    Optional<FlinkPipelineOptions> flinkOptions = RunnerOptions.flink(options);
    if (RunnerOptions.isEmbeddedFlink(options)) {
      flink = EmbeddedFlink.start(flinkOptions.orElseThrow(), folder.path());
    }
    progress.say("running on " + runner());
    RunReport.start(plan, inputs, folder, runner());
    Execution running = Execution.start(pipeline, folder.path(), !plan.definition().isEndless());
    execution = running;
    Execution.Outcome outcome = await(running);
    done = true;
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    return RunReport.end(plan, inputs, folder, runner(), outcome, took);
  }

  private Execution.Outcome await(Execution running) {
    try {
      stopIfRunning();
      Execution.Outcome outcome = running.await();
      if (outcome.failure() != null) {
        throw new JobException(
            "the job failed: %s\nThe log is %s"
                .formatted(plan.definition().redact(outcome.failure()), folder.log()));
      }
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while waiting for the job", e);
    }
  }

  /**
   * Asks the job to end, at once or as soon as it runs; {@link #run} then returns. For any thread.
   */
  public void stop() {
    toldToStop = true;
    stopIfRunning();
  }

  private synchronized void stopIfRunning() {
    Execution running = execution;
    try {
      if (toldToStop && running != null && !stopping) {
        stopping = true;
        running.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String runner() {
    return RunnerOptions.flink(options)
        .map(o -> flink != null ? "Flink, embedded" : "Flink at " + o.getFlinkMaster())
        .orElse("the DirectRunner");
  }

  /** Stops what the launch started, and takes away what is no result. */
  @Override
  public void close() {
    if (flink != null) {
      flink.close();
    }
    if (topics != null) {
      topics.close();
    }
    outputs.deleteParts(folder.run());
    if (done) {
      folder.delete();
    }
  }
}
