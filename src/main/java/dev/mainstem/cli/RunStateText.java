package dev.mainstem.cli;

import dev.mainstem.launch.Counts;
import dev.mainstem.launch.RunState;
import dev.mainstem.spec.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How far a run is, in one line: what was read of each side and how fast since the line before, the
 * lag of the topic, the watermark, and what there is of results of windows, of late and rejected
 * records, checkpoints and restarts. Not thread-safe.
 */
final class RunStateText {

  private static final String GAP = "   ";
  private static final int REASONS = 2;

  private Duration lastTook = Duration.ZERO;
  private long lastHistory;
  private long lastLive;

  /** The line for a state that is newer than the one before. */
  String of(RunState state) {
    Counts counts = state.job().counts();
    long history = counts.of("history", "rows");
    long live = counts.of("live", "rows");
    List<String> parts = new ArrayList<>();
    parts.add(Durations.format(state.took().truncatedTo(ChronoUnit.SECONDS)));
    if (state.historyBytes() > 0) {
      parts.add("history " + rows(history, history - lastHistory, state) + share(state));
    }
    if (live > 0 || state.lag().orElse(0) > 0) {
      parts.add("live " + rows(live, live - lastLive, state) + lag(state));
    }
    Instant watermark = state.job().watermark();
    if (watermark != null) {
      parts.add("watermark " + watermark + age(live, state));
    }
    add(parts, counts.results(), "result", "results");
    add(parts, counts.late(), "late", "late");
    if (!counts.rejected().isEmpty()) {
      parts.add(rejected(counts.rejected()));
    }
    add(parts, state.job().checkpoints(), "checkpoint", "checkpoints");
    add(parts, state.job().restarts(), "restart", "restarts");
    lastTook = state.took();
    lastHistory = history;
    lastLive = live;
    return String.join(GAP, parts);
  }

  private String rows(long rows, long since, RunState state) {
    double seconds = state.took().minus(lastTook).toMillis() / 1_000.0;
    long rate = seconds > 0 ? Math.round(Math.max(0, since) / seconds) : 0;
    return "%s, %s/s".formatted(Quantity.of(rows, "row"), Quantity.number(rate));
  }

  /** An ordered history does not tell how many bytes it has read. */
  private static String share(RunState state) {
    long read = state.job().counts().of("history", "bytes");
    return read == 0
        ? ""
        : ", %d %% of the files".formatted(Math.min(100, read * 100 / state.historyBytes()));
  }

  private static String lag(RunState state) {
    return state.lag().isPresent()
        ? ", %s to go".formatted(Quantity.number(state.lag().getAsLong()))
        : "";
  }

  /** Of a history alone, it would tell how old the data are. */
  private static String age(long live, RunState state) {
    return live == 0
        ? ""
        : state
            .watermarkAge()
            .filter(age -> !age.isNegative())
            .map(age -> ", %s ago".formatted(Durations.format(age.truncatedTo(ChronoUnit.SECONDS))))
            .orElse("");
  }

  /** How many, and the most frequent reasons. */
  private static String rejected(Map<String, Long> byReason) {
    long all = byReason.values().stream().mapToLong(Long::longValue).sum();
    List<String> reasons =
        byReason.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(REASONS)
            .map(reason -> Quantity.number(reason.getValue()) + " " + reason.getKey())
            .toList();
    String more = byReason.size() > REASONS ? ", ..." : "";
    return "%s: %s%s"
        .formatted(Quantity.of(all, "rejected", "rejected"), String.join(", ", reasons), more);
  }

  private static void add(List<String> parts, long count, String one, String many) {
    if (count > 0) {
      parts.add(Quantity.of(count, one, many));
    }
  }
}
