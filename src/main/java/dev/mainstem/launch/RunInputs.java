package dev.mainstem.launch;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.HistoryFiles;
import dev.mainstem.history.LookupFile;
import dev.mainstem.history.LookupFiles;
import dev.mainstem.pipeline.Parallelism;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.EnvironmentException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What a run reads, and how: what is there now or, if it goes on, what it noted. */
final class RunInputs {

  private RunInputs() {}

  /**
   * The files.
   *
   * @throws EnvironmentException if some aren't there, or no longer as they were
   */
  static List<HistoryFile> files(Plan plan, Optional<RunRecord> earlier, Progress progress) {
    List<HistoryFile> found = HistoryFiles.find(plan.definition());
    List<HistoryFile> files = earlier.map(run -> run.files(plan, found)).orElse(found);
    if (!files.isEmpty()) {
      progress.say("history: %,d %s".formatted(files.size(), files.size() == 1 ? "file" : "files"));
    }
    return files;
  }

  /**
   * The files that steps look up in.
   *
   * @throws EnvironmentException if some aren't there, no tables, or no longer as they were
   */
  static List<LookupFile> lookups(Plan plan, Optional<RunRecord> earlier, Progress progress) {
    List<LookupFile> found = LookupFiles.find(plan.definition(), plan.transforms().lookups());
    earlier.ifPresent(run -> run.checkLookups(found));
    for (LookupFile file : found) {
      progress.say(
          "%s: looks up in %s, %,d %s"
              .formatted(
                  file.spec().step(),
                  file.file().name(),
                  file.rows(),
                  file.rows() == 1 ? "row" : "rows"));
    }
    return found;
  }

  /** How the runner spreads the run. */
  static Parallelism parallelism(PipelineOptions options, Optional<RunRecord> earlier) {
    Parallelism now = RunnerOptions.parallelism(options);
    return earlier.map(run -> now.keeping(run.buckets())).orElse(now);
  }

  /**
   * The instant of the cut-over, or null if there is none.
   *
   * @throws EnvironmentException if it is the end of a history that has none
   */
  static @Nullable Instant cutover(
      Plan plan, List<HistoryFile> files, Optional<RunRecord> earlier, Progress progress) {
    return earlier.isPresent()
        ? earlier.get().cutover()
        : CutoverInstant.of(plan.definition(), files, progress);
  }
}
