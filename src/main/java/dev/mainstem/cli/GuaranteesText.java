package dev.mainstem.cli;

import dev.mainstem.launch.Findings;
import dev.mainstem.sinks.Sink;
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
    return lines;
  }

  private String of(Sink sink) {
    if (sink.files().isPresent()) {
      return "each row once; a file has its name " + whenSafe();
    }
    if (sink.isConsole()) {
      return "none: rows may be printed again after a failure";
    }
    return sink.needsCheckpoints()
        ? "each row exactly once, for readers of committed messages; visible " + whenSafe()
        : "each row at least once: some again after a failure";
  }

  private String whenSafe() {
    return checkpointEvery == null
        ? "at the end of the run"
        : "at a checkpoint, every %s".formatted(Durations.format(checkpointEvery));
  }
}
