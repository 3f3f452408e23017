package dev.mainstem.launch;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.OutputFiles;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.CutoverSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.StreamSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run of the steps and sinks of a definition over records that its last run rejected. */
public final class ReplayedRun {

  private static final String NAME = "-replay";

  private ReplayedRun() {}

  /**
   * The files of rejected records that the last run left; none if they go to a topic.
   *
   * @param plan of the definition
   */
  public static List<String> rejectedFiles(Plan plan) {
    return plan.rejected().files().map(OutputFiles::written).orElse(List.of());
  }

  /** The instant of the cut-over in the last run, or null if there was none. */
  public static @Nullable Instant cutover(Plan plan) {
    CutoverSpec cutover = plan.definition().cutover();
    return cutover.atHistoryEnd()
        ? RunRecord.last(RunFolder.homeOf(plan), plan.definition().name())
            .map(RunRecord::cutover)
            .orElseThrow(
                () ->
                    new UsageException(
                        "replay: cutover.at is history_end, and there is no run to tell it; write"
                            + " the instant there"))
        : cutover.at();
  }

  /**
   * The definition of such a run: its history are rows of the stream, its results lie in a folder
   * of their own.
   *
   * @param rows JSON lines with the fields of the stream
   * @param folder that relative paths of sinks start from
   * @throws UsageException if results would not be exact, or not in that folder
   */
  public static Definition over(Plan plan, Path rows, Path folder) {
    checkRowByRow(plan);
    Definition was = plan.definition();
    Definition now =
        new Definition(
            was.file(),
            folder.toAbsolutePath(),
            was.name() + NAME,
            plain(was.stream()),
            was.typed(),
            jsonLines(rows),
            null,
            new CutoverSpec(null, false, was.cutover().dedupe()),
            was.windowing(),
            was.transforms(),
            was.sinks(),
            was.rejectLate(),
            was.rejected(),
            List.of(),
            was.secrets(),
            was.problems());
    checkFolder(Plan.of(now), now.folder());
    return now;
  }

  private static void checkRowByRow(Plan plan) {
    for (String step : plan.transforms().names()) {
      if (plan.transforms().aggregates(step)) {
        throw new UsageException(
            ("replay: the step %s aggregates, and would answer for the replayed records alone; run"
                    + " the definition afresh, which reads them with all others")
                .formatted(step));
      }
    }
  }

  /** A fresh run takes away what is in its place: that of the last one must not be. */
  private static void checkFolder(Plan plan, Path folder) {
    plan.files()
        .forEach(
            files -> {
              if (!Path.of(files.folder()).normalize().startsWith(folder.normalize())) {
                throw new UsageException(
                    ("replay: the files in %s would take the place of the run's own; give them a"
                            + " path that is relative to the definition, and below its folder")
                        .formatted(files.folder()));
              }
            });
  }

  private static StreamSpec plain(StreamSpec stream) {
    List<FieldSpec> fields =
        stream.fields().stream()
            .map(field -> FieldSpec.named(field.name(), field.type(), field.nullable()))
            .toList();
    return new StreamSpec(fields, stream.eventTime(), stream.maxOutOfOrderness());
  }

  private static HistorySpec jsonLines(Path rows) {
    return new HistorySpec(
        List.of(rows.toAbsolutePath().toString()),
        Format.JSON,
        CsvSpec.RFC_4180,
        null,
        HistorySpec.Order.ANY,
        HistorySpec.Disorder.REJECT);
  }
}
