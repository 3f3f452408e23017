package dev.mainstem.console;

import dev.mainstem.launch.Counts;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.StepSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How many rows have left each box of the graph of a plan. A step that looks at one row at a time
 * and gives at most one for it has those that it took, less what it left out; what other steps make
 * of theirs is not counted, unless they aggregate.
 */
final class BoxCounts {

  /** What gives at most one row for each, and counts those that it left out. */
  private static final Set<String> ONE_FOR_ONE = Set.of("MapToFields", "Filter", "LinearModel");

  private final Plan plan;
  private final Counts counts;
  private final Map<String, Long> steps = new LinkedHashMap<>();

  private BoxCounts(Plan plan, Counts counts) {
    this.plan = plan;
    this.counts = counts;
  }

  /** The rows of each box that has a count, by its name. */
  static Map<String, Long> of(Plan plan, Counts counts) {
    return new BoxCounts(plan, counts).boxes();
  }

  /** What a sink has written: lines of files, messages, or rows of a table. */
  static long written(Sink sink, Counts counts) {
    String what =
        sink.topic().isPresent() ? "messages" : sink.table().isPresent() ? "rows" : "lines";
    return counts.of(sink.step(), what);
  }

  private Map<String, Long> boxes() {
    Map<String, Long> boxes = new LinkedHashMap<>();
    Definition definition = plan.definition();
    definition.historySide().ifPresent(side -> boxes.put("/history", counts.of("history", "rows")));
    definition.liveSide().ifPresent(side -> boxes.put("/live", counts.of("live", "rows")));
    steps.put(StepSpec.STREAM, stream());
    definition.transforms().forEach(step -> of(step).ifPresent(n -> steps.put(step.name(), n)));
    boxes.putAll(steps);
    plan.sinks().forEach(sink -> boxes.put("/" + sink.step(), written(sink, counts)));
    boxes.put("/rejected", counts.rejected().values().stream().mapToLong(Long::longValue).sum());
    return boxes;
  }

  private long stream() {
    long owned =
        counts.of("history", "rows")
            - counts.of("history", "not_owned")
            + counts.of("live", "rows")
            - counts.of("live", "not_owned");
    return Math.max(0, owned - counts.of("dedupe", "copies") - counts.of("dedupe", "late"));
  }

  private OptionalLong of(StepSpec step) {
    if (plan.transforms().aggregates(step.name())) {
      return OptionalLong.of(counts.of(step.name(), "results"));
    }
    Long input = steps.get(step.input());
    if (input == null || !ONE_FOR_ONE.contains(step.type().text("").orElse(""))) {
      return OptionalLong.empty();
    }
    String prefix = step.name() + ": ";
    long rejected =
        counts.rejected().entrySet().stream()
            .filter(reason -> reason.getKey().startsWith(prefix))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long left = input - counts.of(step.name(), "filtered_out") - rejected;
    return OptionalLong.of(Math.max(0, left));
  }
}
