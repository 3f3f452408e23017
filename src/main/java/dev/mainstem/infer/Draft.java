package dev.mainstem.infer;

import dev.mainstem.spec.FieldType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the definition will say of the fields, and why. */
final class Draft {

  private static final int MAX_GROUPS = 1_000;
  private static final int MEASURES = 2;

  private final Survey history;
  private final Optional<Survey> live;
  private final EventTime eventTime;
  private final Set<String> nullValues = new TreeSet<>();

  /**
   * A draft.
   *
   * @param live what was seen of the topic, if there is one
   */
  Draft(Survey history, Optional<Survey> live, EventTime eventTime) {
    this.history = history;
    this.live = live;
    this.eventTime = eventTime;
    history.columns().forEach(column -> nullValues.addAll(column.markers()));
  }

  Survey history() {
    return history;
  }

  Optional<Survey> live() {
    return live;
  }

  EventTime eventTime() {
    return eventTime;
  }

  /** The texts that stand for null, besides the empty one. */
  Set<String> nullValues() {
    return nullValues;
  }

  /** The type of a column on both sides, as a definition says it. */
  String typeOf(Column column) {
    Optional<Column> other = live.flatMap(survey -> find(survey, column.name()));
    FieldType type = other.map(o -> common(column, o)).orElse(column.type());
    boolean nullableLive = live.isPresent() && other.map(o -> o.isNullable(Set.of())).orElse(true);
    boolean nullable = column.isNullable(nullValues) || nullableLive;
    return type.word() + (nullable ? "?" : "");
  }

  private static FieldType common(Column a, Column b) {
    if (a.type() == b.type()) {
      return a.type();
    }
    Set<FieldType> both = Set.of(a.type(), b.type());
    if (both.equals(Set.of(FieldType.INT64, FieldType.DOUBLE))) {
      return FieldType.DOUBLE;
    }
    return a.type().isNumeric() && b.type().isNumeric() ? FieldType.DECIMAL : FieldType.STRING;
  }

  private static Optional<Column> find(Survey survey, String name) {
    return survey.columns().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** Columns that are no part of the event time. */
  List<Column> fields() {
    return history.columns().stream().filter(c -> !eventTime.columns().contains(c)).toList();
  }

  /** Whether the topic, as far as it was seen, has records of the time of the files. */
  boolean sidesOverlap() {
    return live.flatMap(survey -> EventTime.of(survey.columns()))
        .map(time -> !time.time().oldest().isAfter(eventTime.time().newest()))
        .orElse(false);
  }

  /** Fields of the topic that no file has. */
  List<String> onlyLive() {
    return live.stream()
        .flatMap(survey -> survey.columns().stream())
        .map(Column::name)
        .filter(name -> find(history, name).isEmpty())
        .toList();
  }

  /** Columns whose values are there once each; those that are called so first. */
  List<Column> ids() {
    return fields().stream()
        .filter(c -> c.isUnique() && isDiscrete(c))
        .sorted(Comparator.comparing(c -> !isCalledId(c)))
        .toList();
  }

  private static boolean isCalledId(Column column) {
    return column.name().matches("(?i)(.*[^a-z])?(id|key|uuid|number|nr|no)|.*[a-z]I[dD]");
  }

  /** Columns with few values, to group by. */
  List<Column> keys() {
    return fields().stream()
        .filter(c -> isDiscrete(c) && c.type() != FieldType.INT64)
        .filter(c -> c.distinct() > 1 && c.distinct() <= Math.min(MAX_GROUPS, limit()))
        .sorted(Comparator.comparing(c -> c.isNullable(nullValues)))
        .toList();
  }

  private long limit() {
    return Math.max(2, history.records() / 2);
  }

  private static boolean isDiscrete(Column column) {
    return Set.of(FieldType.STRING, FieldType.INT64, FieldType.BOOLEAN).contains(column.type());
  }

  /** Numbers to aggregate, fractions first. */
  List<Column> measures() {
    List<Column> ids = ids();
    return fields().stream()
        .filter(c -> c.type().isNumeric() && !ids.contains(c) && !isCalledId(c))
        .sorted(Comparator.comparing(c -> c.type() == FieldType.INT64))
        .limit(MEASURES)
        .toList();
  }

  /** The results of a first aggregation, by name: the function and what it takes. */
  Map<String, String> results() {
    Map<String, String> results = new LinkedHashMap<>();
    results.put("records", "count");
    for (Column measure : measures()) {
      String name = measure.name().replaceAll("\\W+", "_");
      for (String fn : List.of("mean", "max")) {
        results.put(
            fn + "_" + name, "{fn: %s, value: %s}".formatted(fn, Yaml.text(measure.name())));
      }
    }
    return results;
  }

  /** The words that are not empty, with commas. */
  static String told(String... words) {
    return Stream.of(words).filter(w -> !w.isEmpty()).collect(Collectors.joining("; "));
  }
}
