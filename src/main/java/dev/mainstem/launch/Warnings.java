package dev.mainstem.launch;

import dev.mainstem.live.LiveTopic;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.WindowSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a definition may say and yet is seldom meant: combinations that can lose, double or hold
 * back rows. Those that are sure to are refused as problems of the definition.
 */
public final class Warnings {

  private static final String ISOLATION = "isolation.level";

  private final Plan plan;
  private final Definition definition;
  private final List<String> found = new ArrayList<>();

  private Warnings(Plan plan) {
    this.plan = plan;
    this.definition = plan.definition();
  }

  /** What can be told by the definition alone. */
  public static List<String> of(Plan plan) {
    Warnings warnings = new Warnings(plan);
    warnings.ofDefinition();
    return warnings.found;
  }

  /** The same, and what the files and the topic say. */
  public static List<String> of(Plan plan, Inputs inputs) {
    Warnings warnings = new Warnings(plan);
    warnings.ofDefinition();
    warnings.ofStart(inputs);
    inputs
        .topic()
        .map(LiveTopic::schema)
        .ifPresent(schema -> warnings.found.addAll(schema.told(schema.warnings())));
    if (plan.definition().hasBothSides()) {
      warnings.found.addAll(TopicWarnings.of(plan.definition(), inputs, Instant.now()));
    }
    return warnings.found.stream().map(plan.definition()::redact).toList();
  }

  private void ofDefinition() {
    if (definition.hasBothSides()
        && !definition.cutover().hasInstant()
        && definition.cutover().dedupe() == null) {
      found.add(
          "cutover: what stands in the files and in the topic counts twice; say who owns an instant"
              + " (at), or what makes two records one (dedupe)");
    }
    definition.liveSide().ifPresent(this::ofLive);
    plan.sinks().forEach(this::ofSink);
  }

  private void ofLive(LiveSpec live) {
    if ("read_uncommitted".equals(live.consumer().get(ISOLATION))) {
      found.add(
          "live.consumer: with isolation.level read_uncommitted, messages count whose transaction"
              + " is aborted later");
    }
    if (live.idleAfter() == null && definition.isEndless()) {
      found.add(
          "live.idle_after: with never, one partition without new messages holds back all results");
    }
    if (live.start().kind() == LiveSpec.Start.Kind.COMMITTED && definition.hasBothSides()) {
      found.add(
          "live.start: with committed, nobody reads what came between the end of the history and"
              + " what the consumer group has committed");
    }
  }

  private void ofSink(Sink sink) {
    Optional<WindowSpec.Accumulation> panes =
        plan.transforms()
            .windows(sink.input())
            .filter(WindowSpec::firesRepeatedly)
            .map(WindowSpec::accumulation);
    boolean replaces = sink.table().filter(t -> isReplacedByNextPane(t.key())).isPresent();
    if (replaces && panes.filter(WindowSpec.Accumulation.DISCARDING::equals).isPresent()) {
      found.add(
          "%s: a pane takes the place of the one before, and with discarding each holds only what"
                  .formatted(sink.step())
              + " is new; add pane_index to the key");
    }
    if (sink.isConsole()
        && panes.filter(WindowSpec.Accumulation.ACCUMULATING::equals).isPresent()) {
      found.add(
          "%s: prints a window again with each of its panes, and each holds all of the window"
              .formatted(sink.step()));
    }
  }

  private static boolean isReplacedByNextPane(List<String> key) {
    return !key.isEmpty() && !key.contains("pane_index");
  }

  /** With an instant that is written, the definition is refused for it. */
  private void ofStart(Inputs inputs) {
    Instant start = definition.liveSide().map(live -> live.start().at()).orElse(null);
    Instant cutover = inputs.cutover();
    if (start != null && cutover != null && start.isAfter(cutover)) {
      found.add(
          "live.start: passes over what came since the cut-over at %s, which live owns"
              .formatted(cutover));
    }
  }
}
