package dev.mainstem.cli;

import dev.mainstem.launch.Findings;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.Durations;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.StepSpec;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.transforms.TransformGraph;
import dev.mainstem.windowing.WindowBounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The windows of the steps, and where one row falls. */
final class WindowsText {

  private static final Instant SOME_TIME = Instant.parse("2026-01-01T10:42:00Z");

  private final Findings findings;
  private final Definition definition;
  private final List<String> lines = new ArrayList<>();

  WindowsText(Findings findings) {
    this.findings = findings;
    this.definition = findings.plan().definition();
  }

  List<String> lines() {
    lines.clear();
    TransformGraph graph = findings.plan().transforms();
    Map<Windows, List<String>> steps = new LinkedHashMap<>();
    definition.transforms().stream()
        .map(StepSpec::name)
        .filter(graph::aggregates)
        .forEach(
            step ->
                graph
                    .windows(step)
                    .map(spec -> new Windows(spec, graph.isOfHistory(step)))
                    .ifPresent(
                        same -> steps.computeIfAbsent(same, s -> new ArrayList<>()).add(step)));
    steps.forEach(this::windows);
    return List.copyOf(lines);
  }

  /** What steps have in common that are told of together. */
  private record Windows(WindowSpec spec, boolean ofHistory) {}

  private void windows(Windows of, List<String> steps) {
    WindowSpec spec = of.spec();
    lines.add("%s: %s".formatted(String.join(", ", steps), kind(spec)));
    List<WindowBounds> windows = WindowBounds.of(spec, example());
    for (WindowBounds window : windows) {
      lines.add("  a row of %s is in %s to %s".formatted(example(), window.start(), window.end()));
    }
    if (spec.kind() == WindowSpec.Kind.SESSIONS) {
      lines.add("  each further row of its group before that end moves the end");
    }
    lines.add(
        "  "
            + (of.ofHistory()
                ? "it answers when all of the history has been read"
                : answers(spec, windows)));
    if (spec.earlyEvery() != null) {
      lines.add("  before, every %s if it has new rows".formatted(words(spec.earlyEvery())));
    }
    if (!windows.isEmpty() && !spec.allowedLateness().isZero()) {
      Instant last = windows.get(0).end().plus(spec.allowedLateness());
      lines.add("  afterwards, for each late row until the watermark is at %s".formatted(last));
    }
  }

  /** A row at the seam tells the most. */
  private Instant example() {
    return Objects.requireNonNullElse(findings.inputs().cutover(), SOME_TIME);
  }

  private static String kind(WindowSpec spec) {
    return switch (spec.kind()) {
      case FIXED ->
          "fixed windows of %s%s"
              .formatted(
                  words(spec.size()),
                  spec.offset().isZero() ? "" : ", shifted by " + words(spec.offset()));
      case SLIDING ->
          "windows of %s, one every %s".formatted(words(spec.size()), words(spec.period()));
      case SESSIONS -> "sessions, which %s without a row end".formatted(words(spec.gap()));
      case GLOBAL -> "one window over all time";
    };
  }

  private String answers(WindowSpec spec, List<WindowBounds> windows) {
    if (!spec.isBounded()) {
      return definition.isEndless()
          ? "it has no end to answer at"
          : "it answers when all has been read";
    }
    Instant watermark = windows.get(0).end();
    boolean late =
        definition.historySide().map(h -> h.order() == HistorySpec.Order.ANY).orElse(false);
    String row = watermark.plus(definition.stream().maxOutOfOrderness()).toString();
    String live = "with a row of %s in every partition that is not idle".formatted(row);
    if (definition.liveSide().isEmpty()) {
      return late
          ? "it answers when all of the history has been read"
          : "it answers with a row of %s".formatted(row);
    }
    return late
        ? "it answers when all of the history has been read, and live " + live
        : "it answers " + live;
  }

  private static String words(java.time.Duration duration) {
    return Durations.format(duration);
  }
}
