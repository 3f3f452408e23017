package dev.mainstem.cli;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.CutoverSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.Durations;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.StepSpec;
import dev.mainstem.spec.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a run has to keep in its state, and for how long. */
final class StateText {

  private final Plan plan;
  private final Definition definition;
  private final Duration disorder;

  StateText(Plan plan) {
    this.plan = plan;
    this.definition = plan.definition();
    this.disorder = definition.stream().maxOutOfOrderness();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Optional.ofNullable(definition.cutover().dedupe()).map(this::dedupe).ifPresent(lines::add);
    List<String> ofOneSide = plan.transforms().ofOneSide();
    if (!lines.isEmpty() && !ofOneSide.isEmpty()) {
      lines.add(
          "dedupe: once more the ids of the sides that these look at alone: "
              + String.join(", ", ofOneSide));
    }
    for (StepSpec step : definition.transforms()) {
      lines.addAll(windows(step));
      waiting(step).ifPresent(lines::add);
    }
    if (definition.hasBothSides() && !lines.isEmpty()) {
      lines.add(
          "live rows that come meanwhile are kept the same way: as ids and accumulators, not as"
              + " rows"
              + (anyAwaits() ? ", but for those that wait for a model" : ""));
    }
    definition
        .liveSide()
        .filter(live -> definition.isEndless())
        .map(this::idle)
        .ifPresent(lines::add);
    return lines.isEmpty() ? List.of("none: no row waits for another") : lines;
  }

  private String dedupe(CutoverSpec.Dedupe dedupe) {
    Duration kept = dedupe.within().multipliedBy(2).plus(longestLateness()).plus(disorder);
    String span = "those of the last %s of event time".formatted(Durations.format(kept));
    return "dedupe: "
        + (waitsForAllHistory() ? "every id until the history has been read" + then(span) : span);
  }

  /** Behind a history alone there is nothing. */
  private String then(String what) {
    return definition.liveSide().isPresent() ? "; then " + what : "";
  }

  private Duration longestLateness() {
    return definition.windowings().stream()
        .map(WindowSpec::allowedLateness)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private boolean waitsForAllHistory() {
    return definition.historySide().map(h -> h.order() == HistorySpec.Order.ANY).orElse(false);
  }

  private boolean anyAwaits() {
    return definition.transforms().stream().anyMatch(step -> waiting(step).isPresent());
  }

  private Optional<String> waiting(StepSpec step) {
    return plan.transforms()
        .awaitedBy(step.name())
        .map(
            model ->
                plan.transforms().modelsOfWindows(step.name()).isPresent()
                    ? "%s: every row until the windows of %s that end before it have answered; of each group its last model"
                        .formatted(step.name(), model)
                    : "%s: every row until the models of %s are there; then these, one for each group"
                        .formatted(step.name(), model));
  }

  private List<String> windows(StepSpec step) {
    List<String> lines = new ArrayList<>();
    plan.transforms()
        .windows(step.name())
        .filter(spec -> plan.transforms().aggregates(step.name()))
        .map(spec -> "%s: an accumulator for each group%s".formatted(step.name(), open(step, spec)))
        .ifPresent(lines::add);
    plan.transforms().keeps(step.name()).forEach(kept -> lines.add("  " + kept));
    return lines;
  }

  private String open(StepSpec step, WindowSpec spec) {
    if (plan.transforms().isOfHistory(step.name())) {
      return (spec.isBounded() ? " and window" : "") + ", until the history has been read";
    }
    if (!spec.isBounded()) {
      return ", for good";
    }
    Duration length = spec.kind() == WindowSpec.Kind.SESSIONS ? spec.gap() : spec.size();
    Duration open = length.plus(spec.allowedLateness()).plus(disorder);
    String last = "those of the last %s of event time".formatted(Durations.format(open));
    return " and window: "
        + (waitsForAllHistory()
            ? "all windows until the history has been read" + then(last)
            : last);
  }

  private String idle(LiveSpec live) {
    Duration behind = disorder.plus(longestLateness());
    return live.idleAfter() == null
        ? "a partition without new messages holds all of this back"
        : "a partition without messages for %s holds nothing back; what it then brings counts if it is at most %s behind the others"
            .formatted(Durations.format(live.idleAfter()), Durations.format(behind));
  }
}
