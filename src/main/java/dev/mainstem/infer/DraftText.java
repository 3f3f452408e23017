package dev.mainstem.infer;

import dev.mainstem.spec.Durations;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a draft down as a definition, with what was seen beside each guess. */
final class DraftText {

  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30));

  /** So many windows show something. */
  private static final int ENOUGH_WINDOWS = 12;

  private final Draft draft;
  private final String name;
  private final Yaml yaml = new Yaml();

  DraftText(Draft draft, String name) {
    this.draft = draft;
    this.name = name;
  }

  /** The whole text. */
  String text(
      List<String> paths, Format format, Map<String, Object> dialect, Optional<LiveSample> topic) {
    yaml.line(
        "# Inferred from %,d records%s. What stands behind a # is why; change what you know better."
            .formatted(
                draft.history().records(),
                draft
                    .live()
                    .map(l -> " of files and %,d of a topic".formatted(l.records()))
                    .orElse("")));
    if (draft.history().badRecords() > 0) {
      yaml.line(
          "# %,d more could not be read; a run rejects them, with the reason."
              .formatted(draft.history().badRecords()));
    }
    yaml.line("name: " + Yaml.text(name)).line("");
    stream();
    history(paths, format, dialect);
    topic.ifPresent(this::live);
    steps();
    return yaml.toString();
  }

  private void stream() {
    yaml.line("stream:").line("  schema:");
    EventTime time = draft.eventTime();
    for (Column column : draft.history().columns()) {
      if (!time.columns().contains(column)) {
        field(column);
      } else if (column == time.date()) {
        eventTime(time);
      }
    }
    if (!draft.onlyLive().isEmpty()) {
      yaml.line("    # in the topic alone: " + String.join(", ", draft.onlyLive()));
    }
    String lateness = Durations.format(outOfOrderness());
    yaml.line("  event_time: " + Yaml.text(time.name()))
        .line("  max_out_of_orderness: " + lateness, "how far records may be out of order")
        .line("");
  }

  private void eventTime(EventTime time) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", FieldType.TIMESTAMP.word());
    if (time.clock().isPresent()) {
      keys.put("from", time.columns().stream().map(Column::name).toList());
    }
    if (!time.format().isEmpty()) {
      keys.put("format", time.format());
    }
    String type = keys.size() == 1 ? FieldType.TIMESTAMP.word() : Yaml.flow(keys);
    long missing = time.date().nulls() + time.date().strays();
    yaml.line(
        "    " + Yaml.text(time.name()) + ": " + type,
        Draft.told(
            "the event time, from %s to %s".formatted(time.time().oldest(), time.time().newest()),
            missing > 0 ? "%,d records without it will be rejected".formatted(missing) : "",
            others(time.date())));
  }

  private static String others(Column column) {
    String others = column.otherFormats();
    return others.isEmpty() ? "" : "could also be " + others;
  }

  private void field(Column column) {
    String type = draft.typeOf(column);
    String format = column.time().map(TimeCandidate::word).orElse("");
    boolean formatted = !format.isEmpty() && !type.startsWith(FieldType.STRING.word());
    String seen =
        type.endsWith("?") && column.nulls() > 0 ? "%,d are empty".formatted(column.nulls()) : "";
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", type);
    keys.put("format", format);
    yaml.line(
        "    %s: %s".formatted(Yaml.text(column.name()), formatted ? Yaml.flow(keys) : type),
        Draft.told(seen, strays(column), formatted ? others(column) : ""));
  }

  private static String strays(Column column) {
    return column.strays() > 0
        ? "%,d are something else and will be rejected".formatted(column.strays())
        : "";
  }

  private Duration outOfOrderness() {
    Duration live =
        draft
            .live()
            .flatMap(survey -> EventTime.of(survey.columns()))
            .map(time -> time.time().disorder())
            .orElse(Duration.ZERO);
    Duration history =
        draft.eventTime().isOrdered() ? draft.eventTime().time().disorder() : Duration.ZERO;
    Duration most = live.compareTo(history) > 0 ? live : history;
    return LENGTHS.stream().filter(d -> d.compareTo(most) >= 0).findFirst().orElse(most);
  }

  private void history(List<String> paths, Format format, Map<String, Object> dialect) {
    Map<String, Object> keys = new LinkedHashMap<>(dialect);
    Set<String> markers = draft.nullValues();
    if (!markers.isEmpty()) {
      List<String> all = new ArrayList<>(List.of(""));
      all.addAll(markers);
      keys.put("null_values", all);
    }
    yaml.line("history:")
        .line("  path: " + Yaml.flow(paths.size() == 1 ? paths.get(0) : paths))
        .line("  format: " + format.name().toLowerCase(Locale.ROOT));
    if (!keys.isEmpty()) {
      yaml.line("  csv: " + Yaml.flow(keys));
    }
    EventTime time = draft.eventTime();
    yaml.line("  order: " + (time.isOrdered() ? "event_time" : "any"), why(time)).line("");
  }

  private static String why(EventTime time) {
    if (!time.isOrdered()) {
      return "files are not in the order of their times";
    }
    Duration disorder = time.time().disorder();
    return "so windows close while files are read; "
        + (disorder.isZero()
            ? "each file is in order"
            : "no record lies more than %s behind a newer one"
                .formatted(Durations.format(disorder)));
  }

  private void live(LiveSample topic) {
    yaml.line("live:")
        .line("  topic: " + Yaml.text(topic.topic()))
        .line("  bootstrap_servers: ${KAFKA_BOOTSTRAP_SERVERS:-" + topic.servers() + "}")
        .line("  format: json")
        .line("  stop: never", "or: end, to read what is there and finish");
    yaml.line("");
    seam();
  }

  private void seam() {
    List<Column> ids = draft.ids();
    if (draft.sidesOverlap()) {
      yaml.line("cutover:")
          .line(
              "  at: history_end",
              "history owns what is before its newest record, live that instant and the rest");
    } else if (!ids.isEmpty()) {
      yaml.line("cutover:", "the topic begins behind the files, so both sides count");
    }
    if (!ids.isEmpty()) {
      String id = Yaml.flow(List.of(ids.get(0).name()));
      yaml.line("  dedupe: {by: " + id + "}", "each value is there once");
    }
    yaml.line("");
  }

  private void steps() {
    List<Column> keys = draft.keys();
    yaml.line(
            "windowing: {type: fixed, size: %s}".formatted(Durations.format(windowSize())),
            "records are of "
                + Durations.format(Duration.ofSeconds(draft.eventTime().span().toSeconds())))
        .line("")
        .line("transforms:")
        .line("  - name: summary")
        .line("    type: Combine")
        .line("    config:");
    if (!keys.isEmpty()) {
      yaml.line(
          "      group_by: " + Yaml.flow(List.of(keys.get(0).name())),
          "keys: "
              + keys.stream()
                  .map(k -> k.name() + " (" + k.distinct() + ")")
                  .limit(5)
                  .collect(Collectors.joining(", ")));
    }
    yaml.line("      combine:");
    draft.results().forEach((result, fn) -> yaml.line("        " + result + ": " + fn));
    yaml.line("")
        .line("sinks:")
        .line("  - type: WriteToJson")
        .line("    config: {path: out/summary}")
        .line("rejected: {path: out/rejected}");
  }

  private Duration windowSize() {
    Duration most = draft.eventTime().span().dividedBy(ENOUGH_WINDOWS);
    return LENGTHS.stream()
        .filter(length -> length.compareTo(most) <= 0)
        .reduce((a, b) -> b)
        .orElse(LENGTHS.get(0));
  }
}
