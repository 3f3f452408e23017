package dev.mainstem.cli;

import dev.mainstem.launch.Seam;
import dev.mainstem.launch.SuspectedGap;
import dev.mainstem.spec.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the sides of a run met, in words. */
final class SeamText {

  private final Seam seam;

  SeamText(Seam seam) {
    this.seam = seam;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "last row of history %s, first of live %s"
            .formatted(orNone(seam.lastOfHistory()), orNone(seam.firstOfLive())));
    List<SuspectedGap> gaps = seam.gaps();
    if (gaps.isEmpty()) {
      lines.add("no gap suspected");
    }
    for (SuspectedGap gap : gaps) {
      lines.add("gap suspected, %s to %s:".formatted(gap.from(), gap.to()));
      lines.add("  " + reason(gap));
    }
    return lines;
  }

  private static String orNone(Optional<Instant> eventTime) {
    return eventTime.map(Instant::toString).orElse("none");
  }

  private static String reason(SuspectedGap gap) {
    return switch (gap.reason()) {
      case HISTORY_ENDS_EARLY ->
          "live left rows of that time to the history, which has none so late";
      case LIVE_BEGINS_LATE -> "history left rows of that time to live, which has none so early";
      case SILENCE ->
          "%s without a row, more than %d times their mean distance"
              .formatted(
                  Durations.format(Duration.between(gap.from(), gap.to())),
                  SuspectedGap.UNEXPECTED);
    };
  }
}
