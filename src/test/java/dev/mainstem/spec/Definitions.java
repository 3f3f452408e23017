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

  /** One that says all that the grammar has and this version serves. */
  static final String WHOLE =
      """
      name: trips-by-zone
      stream:
        schema:
          trip_id: string
          zone: string?
          pickup_at: timestamp
          fare: double
          tip: {type: "double?", from: "tip ($)"}
          offset: {type: "int64?", from: "@offset"}
          at: {type: timestamp, from: [date, hour], format: "yyyy-MM-dd H", zone: Europe/Zurich}
          sent: {type: "timestamp?", format: epoch_millis}
          day: {type: "date?", format: dd.MM.yyyy}
          grade: int32?
        event_time: pickup_at
        max_out_of_orderness: 1h30m
      history:
        path: [history/*.csv, "gs://bucket/*.csv.gz"]
        format: csv
        csv:
          delimiter: ;
          quote: "'"
          header: false
          columns: [trip_id, zone]
          null_values: [NA, "null"]
          charset: latin1
          multiline: true
          extra_columns: ignore
          comment: "#"
        path_fields: (?<grade>\\w+)-daily\\.csv
        order: any
      live:
        topic: trips
        bootstrap_servers: broker:9092
        format: json
        start: committed
        start_slack: 2h
        stop: end
        idle_after: never
        consumer: {security.protocol: SASL_SSL, max.poll.records: 500}
        allow_gap: true
      cutover:
        at: 2026-01-01
        dedupe: {by: record, within: 5m}
      windowing:
        type: sliding
        size: 1h
        period: 15m
        allowed_lateness: 10m
        early_every: 10s
        accumulation: discarding
      transforms:
        - type: Filter
          config: {keep: fare > 0}
        - type: Filter
        - name: by_zone
          type: Combine
          input: stream
          windowing: {type: fixed, size: 1d, offset: 6h}
      sinks:
        - type: WriteToJson
          config: {path: out/by_zone}
        - type: WriteToConsole
          input: Filter_2
      late: reject
      rejected: {topic: trips-rejected, delivery: exactly_once}
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
