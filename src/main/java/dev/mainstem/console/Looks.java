package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.launch.Counts;
import dev.mainstem.launch.JobState;
import dev.mainstem.launch.Seam;
import dev.mainstem.launch.TimeSpan;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.record.Tally;
import dev.mainstem.sinks.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of how far a run is what the page shows of it. Not thread-safe. */
final class Looks {

  private static final int MAX_RULES = 50;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Plan plan;
  private @Nullable Instant cutover;

  Looks(Plan plan) {
    this.plan = plan;
  }

  /**
   * What was seen at once.
   *
   * @param point what charts keep of it
   * @param members of the page's state
   */
  record Look(ObjectNode point, ObjectNode members) {}

  /** The boxes of the graph that have counts. */
  Set<String> counted() {
    return BoxCounts.of(plan, new Counts(Map.of(), Map.of())).keySet();
  }

  /** Tells the instant of the cut-over, or that there is none. */
  void cutover(@Nullable Instant at) {
    cutover = at;
  }

  /**
   * What is seen now.
   *
   * @param took since the start of the job
   * @param job what its runner told last; null if it has told nothing
   * @param lag how many messages of the topic are still to be read, as far as is known
   */
  Look at(Duration took, Counts counts, @Nullable JobState job, OptionalLong lag) {
    ObjectNode point = point(took, counts, job);
    lag.ifPresent(messages -> point.put("lag", messages));
    ObjectNode members = JSON.objectNode();
    members.set("look", now(point.deepCopy(), counts, job));
    members.set("spans", spans(Seam.of(cutover, counts), counts));
    members.set("rules", rules(counts));
    ObjectNode boxes = members.putObject("boxes");
    BoxCounts.of(plan, counts).forEach(boxes::put);
    ObjectNode written = members.putObject("written");
    for (Sink sink : plan.sinks()) {
      written.put(sink.step(), BoxCounts.written(sink, counts));
    }
    return new Look(point, members);
  }

  private static ObjectNode point(Duration took, Counts counts, @Nullable JobState job) {
    ObjectNode point = JSON.objectNode();
    point.put("took", took.toMillis());
    point.put("at", System.currentTimeMillis());
    point.put("history", counts.of("history", "rows"));
    point.put("live", counts.of("live", "rows"));
    if (job != null && job.watermark() != null) {
      point.put("watermark", job.watermark().toEpochMilli());
    }
    return point;
  }

  private static ObjectNode now(ObjectNode look, Counts counts, @Nullable JobState job) {
    look.put("bytes", counts.of("history", "bytes"));
    look.put("copies", counts.of("dedupe", "copies"));
    look.put("late", counts.late() + counts.of("late", "rejected/is late"));
    look.put("rejected", counts.rejected().values().stream().mapToLong(Long::longValue).sum());
    if (job != null) {
      look.put("checkpoints", job.checkpoints());
      look.put("restarts", job.restarts());
    }
    return look;
  }

  private static ObjectNode spans(Seam seam, Counts counts) {
    ObjectNode spans = JSON.objectNode();
    spans.set("history", side(seam.history(), counts.times("history", Tally.ROWS)));
    spans.set("live", side(seam.live(), counts.times("live", Tally.ROWS)));
    return spans;
  }

  /** Where there is no other side, all that was read is the side's own. */
  private static ObjectNode side(Seam.Side side, Optional<TimeSpan> read) {
    ObjectNode spans = JSON.objectNode();
    boolean noSeam = side.owned().isEmpty() && side.left().isEmpty();
    span(noSeam ? read : side.owned()).ifPresent(span -> spans.set("owned", span));
    span(side.left()).ifPresent(span -> spans.set("left", span));
    return spans;
  }

  private static Optional<ObjectNode> span(Optional<TimeSpan> times) {
    return times.map(
        span ->
            JSON.objectNode()
                .put("from", span.oldest().toEpochMilli())
                .put("to", span.newest().toEpochMilli())
                .put("rows", span.rows()));
  }

  /** The most frequent ones first. */
  private static ArrayNode rules(Counts counts) {
    ArrayNode rules = JSON.arrayNode();
    counts.rejected().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_RULES)
        .forEach(
            rule -> rules.addObject().put("rule", rule.getKey()).put("count", rule.getValue()));
    return rules;
  }
}
