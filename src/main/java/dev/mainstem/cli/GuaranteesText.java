package dev.mainstem.cli;

import dev.mainstem.launch.Findings;
import dev.mainstem.sinks.Sink;
import dev.mainstem.sinks.WriteRejected;
import dev.mainstem.spec.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds of each row after a failure. */
final class GuaranteesText {

  private final Findings findings;
  private final @Nullable Duration checkpointEvery;

  GuaranteesText(Findings findings) {
    this.findings = findings;
    this.checkpointEvery = findings.checkpointEvery();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        checkpointEvery == null
            ? "after a failure: the runner takes no checkpoints, run again from the beginning"
            : "after a failure: on from the last checkpoint, each row once in the windows");
    findings.plan().sinks().forEach(sink -> lines.add(sink.step() + ": " + of(sink)));
    lines.add("rejected records: " + of(findings.plan().rejected()));
    return lines;
  }

  private String of(Sink sink) {
    if (sink.files().isPresent()) {
      return files("each row");
    }
    if (sink.isConsole()) {
      return "none: rows may be printed again after a failure";
    }
    return sink.table()
        .map(GuaranteesText::of)
        .orElseGet(() -> messages("each row", sink.needsCheckpoints()));
  }

  private static String of(Sink.TableTarget table) {
    return table.key().isEmpty()
        ? "each row at least once: some again after a failure"
        : "the last row of each key; after a failure, earlier ones come once more before it";
  }

  private String of(WriteRejected rejected) {
    return rejected.files().isPresent()
        ? files("each")
        : messages("each", rejected.needsCheckpoints());
  }

  private String files(String each) {
    return each + " once; a file has its name " + whenSafe();
  }

  private String messages(String each, boolean inTransactions) {
    return inTransactions
        ? each + " exactly once, for readers of committed messages; visible " + whenSafe()
        : each + " at least once: some again after a failure";
  }

  private String whenSafe() {
    return checkpointEvery == null
        ? "at the end of the run"
        : "at a checkpoint, every %s".formatted(Durations.format(checkpointEvery));
  }
}
