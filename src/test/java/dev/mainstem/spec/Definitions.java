package dev.mainstem.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small right definition to make wrong ones of, and what is told of them. */
final class Definitions {

  static final Path FOLDER = Path.of("/data/trips");

  /** Right, so that a problem comes from what was changed. */
  static final String RIGHT =
      """
      name: trips
      stream:
        schema:
          id: string
          at: timestamp
          fare: double?
        event_time: at
        max_out_of_orderness: 30s
      history:
        path: history/*.csv
        csv: {header: true}
      live:
        topic: trips
        bootstrap_servers: embedded
      cutover:
        at: 2026-01-01T00:00:00Z
        dedupe: {by: [id]}
      windowing: {type: fixed, size: 1h}
      late: count
      rejected: {path: out/rejected}
      transforms:
        - type: Filter
          config: {keep: fare > 0}
      sinks:
        - type: WriteToJson
          config: {path: out/rows}
      """;

  private Definitions() {}

  /** The definition above with one line, counted from 1, replaced; its indent stays. */
  static String with(int line, String text) {
    String[] lines = RIGHT.split("\n", -1);
    String old = lines[line - 1];
    lines[line - 1] = old.substring(0, old.length() - old.stripLeading().length()) + text;
    return String.join("\n", lines);
  }

  static Definition read(String yaml) {
    return DefinitionReader.parse(yaml, FOLDER, variables(Map.of(), Map.of()));
  }

  static Variables variables(Map<String, String> set, Map<String, String> environment) {
    return new Variables(set, environment::get);
  }

  /** The problems that reading alone tells, each as {@code line:column key: rule}. */
  static List<String> problems(String yaml) {
    return problems(yaml, variables(Map.of(), Map.of()));
  }

  static List<String> problems(String yaml, Variables variables) {
    try {
      return texts(DefinitionReader.parse(yaml, FOLDER, variables).problems().all());
    } catch (DefinitionException e) {
      return texts(e.problems());
    }
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(p -> p.toString().replace("<definition>:", "")).toList();
  }
}
