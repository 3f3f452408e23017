package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.history.HistoryFile;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.SuspectedGap;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import java.util.List;
import java.util.Locale;

/** What the page shows of a run that changes with its phase only. */
final class About {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private About() {}

  /** What is known before the launch. */
  static ObjectNode of(Plan plan) {
    ObjectNode about = JSON.objectNode();
    about.put("name", plan.definition().name());
    about.put("endless", plan.definition().isEndless());
    about.put("started", System.currentTimeMillis());
    plan.definition().historySide().ifPresent(side -> about.putObject("history"));
    plan.definition()
        .liveSide()
        .ifPresent(side -> about.putObject("live").put("topic", side.topic()));
    return about;
  }

  /** What the launch has found. */
  static ObjectNode of(Inputs inputs, String runner) {
    ObjectNode about = JSON.objectNode();
    about.put("runner", runner);
    if (inputs.cutover() != null) {
      about.put("cutover", inputs.cutover().toEpochMilli());
    }
    if (!inputs.files().isEmpty()) {
      about
          .putObject("history")
          .put("files", inputs.files().size())
          .put("bytes", inputs.files().stream().mapToLong(HistoryFile::bytes).sum());
    }
    inputs
        .topic()
        .ifPresent(
            topic ->
                about
                    .putObject("live")
                    .put("topic", topic.topic())
                    .put("partitions", topic.partitions().size()));
    return about;
  }

  /** What is told of a run at its end. */
  static ObjectNode of(RunReport run, List<String> told) {
    ObjectNode about = JSON.objectNode();
    ArrayNode lines = about.putArray("report");
    told.forEach(lines::add);
    ArrayNode gaps = about.putArray("gaps");
    run.seam().ifPresent(seam -> seam.gaps().forEach(gap -> add(gaps, gap)));
    return about;
  }

  private static void add(ArrayNode gaps, SuspectedGap gap) {
    gaps.addObject()
        .put("from", gap.from().toEpochMilli())
        .put("to", gap.to().toEpochMilli())
        .put("reason", gap.reason().name().toLowerCase(Locale.ROOT));
  }

  /** Why a run failed. */
  static ObjectNode failure(String why) {
    return JSON.objectNode().put("failure", why);
  }
}
