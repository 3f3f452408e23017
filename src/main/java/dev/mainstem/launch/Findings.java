package dev.mainstem.launch;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.HistoryFiles;
import dev.mainstem.history.LookupFile;
import dev.mainstem.history.LookupFiles;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.LiveTopics;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.LookupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a launch would find now. It is looked for, and nothing is started or written.
 *
 * @param inputs as far as they are there; nothing of a topic on a broker of the launch's own
 * @param missing what is not there, in words
 * @param warnings of {@link Warnings}
 * @param runner in words
 * @param checkpointEvery how often it takes checkpoints, or null if it takes none
 */
public record Findings(
    Plan plan,
    Inputs inputs,
    List<String> missing,
    List<String> warnings,
    String runner,
    @Nullable Duration checkpointEvery) {

  public Findings {
    missing = List.copyOf(missing);
    warnings = List.copyOf(warnings);
  }

  /** Looks for what the plan names. */
  public static Findings look(Plan plan, PipelineOptions options, Progress progress) {
    FileSystems.setDefaultPipelineOptions(options);
    List<String> missing = new ArrayList<>();
    Inputs inputs = inputs(plan, progress, missing);
    Optional<FlinkPipelineOptions> flink = RunnerOptions.flink(options);
    Duration every =
        flink
            .map(FlinkPipelineOptions::getCheckpointingInterval)
            .filter(millis -> millis > 0)
            .map(Duration::ofMillis)
            .orElse(null);
    return new Findings(
        plan, inputs, missing, Warnings.of(plan, inputs), RunnerOptions.nameOf(options), every);
  }

  private static Inputs inputs(Plan plan, Progress progress, List<String> missing) {
    List<HistoryFile> files =
        attempt(() -> HistoryFiles.find(plan.definition()), missing).orElse(List.of());
    List<LookupFile> lookups =
        plan.transforms().lookups().stream()
            .flatMap(spec -> attempt(() -> lookup(plan, spec), missing).stream())
            .toList();
    Instant cutover = plan.definition().cutover().at();
    if (plan.definition().cutover().atHistoryEnd()) {
      cutover = files.isEmpty() ? null : end(plan, files, progress, missing);
    }
    return new Inputs(files, cutover, topic(plan, cutover, missing), "", lookups);
  }

  private static LookupFile lookup(Plan plan, LookupSpec spec) {
    return LookupFiles.find(plan.definition(), List.of(spec)).get(0);
  }

  private static @Nullable Instant end(
      Plan plan, List<HistoryFile> files, Progress progress, List<String> missing) {
    return attempt(
            () -> Optional.ofNullable(CutoverInstant.of(plan.definition(), files, progress)),
            missing)
        .flatMap(at -> at)
        .orElse(null);
  }

  /** Nothing where it is not known from when on it would be read. */
  private static Optional<LiveTopic> topic(
      Plan plan, @Nullable Instant cutover, List<String> missing) {
    boolean unknown = cutover == null && plan.definition().cutover().atHistoryEnd();
    return plan.definition()
        .liveSide()
        .filter(live -> !live.isEmbedded() && !unknown)
        .flatMap(live -> attempt(() -> topic(plan, live, cutover), missing));
  }

  private static LiveTopic topic(Plan plan, LiveSpec live, @Nullable Instant cutover) {
    return LiveTopics.resolve(plan.definition(), live, cutover, live.bootstrapServers());
  }

  private static <T> Optional<T> attempt(Supplier<T> look, List<String> missing) {
    try {
      return Optional.of(look.get());
    } catch (EnvironmentException e) {
      missing.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
