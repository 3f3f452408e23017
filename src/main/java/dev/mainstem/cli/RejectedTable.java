package dev.mainstem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.record.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why records were rejected: how many for each reason, and one of them. */
final class RejectedTable {

  private static final ObjectMapper JSON = new ObjectMapper(Json.FACTORY.copy());
  private static final int MAX_REASONS = 20;
  private static final String FOUND = ", found ";

  private final List<Map.Entry<String, Long>> reasons;
  private final Map<String, JsonNode> examples = new HashMap<>();

  /**
   * The table.
   *
   * @param byReason how many there are, by stage and rule with a colon between
   * @param some rejected records as JSON, to take examples from
   */
  RejectedTable(Map<String, Long> byReason, List<String> some) throws IOException {
    this.reasons =
        byReason.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, Long> e) -> stageOf(e.getKey()))
                    .thenComparing(Map.Entry::getValue, Comparator.reverseOrder())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    for (String line : some) {
      JsonNode record = JSON.readTree(line);
      String reason = record.path("stage").asText() + ": " + record.path("reason").asText();
      byReason.keySet().stream()
          .filter(rule -> isOf(reason, rule))
          .forEach(rule -> examples.putIfAbsent(rule, record));
    }
  }

  /** A line for each reason, up to some. */
  List<String> lines() {
    List<String> counts = new ArrayList<>();
    List<String> stages = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Long> reason : reasons.subList(0, shown())) {
      String rule = reason.getKey();
      counts.add(Quantity.number(reason.getValue()));
      stages.add(stageOf(rule));
      rules.add(rule.substring(Math.min(rule.length(), stageOf(rule).length() + 2)));
      found.add(examples.containsKey(rule) ? example(rule, examples.get(rule)) : "");
    }
    return new TextTable(
            List.of(
                new TextTable.Column(counts, true),
                new TextTable.Column(stages, false),
                new TextTable.Column(rules, false),
                new TextTable.Column(found, false)))
        .lines();
  }

  /** How many reasons there are beyond those of the lines. */
  int more() {
    return reasons.size() - shown();
  }

  private int shown() {
    return Math.min(reasons.size(), MAX_REASONS);
  }

  private static boolean isOf(String reason, String rule) {
    return reason.equals(rule) || reason.startsWith(rule + FOUND) || reason.startsWith(rule + ": ");
  }

  private static String stageOf(String reason) {
    int colon = reason.indexOf(": ");
    return colon < 0 ? reason : reason.substring(0, colon);
  }

  private static String example(String rule, JsonNode record) {
    String reason = record.path("stage").asText() + ": " + record.path("reason").asText();
    String found =
        reason.startsWith(rule + FOUND)
            ? "found " + RowTable.cut(reason.substring(rule.length() + FOUND.length()))
            : "found";
    return found + placeOf(record.path("position"));
  }

  private static String placeOf(JsonNode position) {
    if (position.has("file")) {
      return " in %s:%s".formatted(position.path("file").asText(), position.path("line").asText());
    }
    return position.has("topic")
        ? " at partition %s, offset %s"
            .formatted(position.path("partition").asText(), position.path("offset").asText())
        : "";
  }
}
