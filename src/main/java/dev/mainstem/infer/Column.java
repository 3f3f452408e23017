package dev.mainstem.infer;

import dev.mainstem.convert.CellType;
import dev.mainstem.spec.FieldType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column, or of a member of JSON objects, have in common as far as they were
 * seen. Its memory is bounded, whatever their number. Not thread-safe.
 */
final class Column {

  /** Texts that often stand for no value. Where a column is text, they are text. */
  private static final Set<String> MARKERS =
      Set.of(
          "NA", "N/A", "#N/A", "n/a", "na", "NULL", "null", "(null)", "None", "NaN", "nan", "-",
          "--", "?", "\\N", "nil");

  /** Beyond so many values a column is no key to group by, and whether it is an id stays open. */
  private static final int MAX_DISTINCT = 1_000_000;

  private static final Pattern CLOCK = Pattern.compile("([01]?\\d|2[0-3])(:[0-5]\\d){0,2}");
  private static final Pattern SPEAKS_OF_HOURS = Pattern.compile("(?i).*(hour|time|hr|clock).*");
  private static final int NO_CLOCK = -1;

  private final String name;
  private final CellType cells = new CellType();
  private final TimeGuess times;
  private final Set<String> markers = new TreeSet<>();
  private final Set<String> distinct = new HashSet<>();
  private long values;
  private long nulls;
  private boolean isText;
  private boolean repeats;
  private int clockParts;
  private long texts;

  Column(String name) {
    this.name = name;
    this.times = new TimeGuess(name);
  }

  /** Sees a cell, or a value of JSON that is a number or a truth; null where there is none. */
  void add(@Nullable String value) {
    if (value == null) {
      nulls++;
      return;
    }
    values++;
    if (MARKERS.contains(value)) {
      markers.add(value);
    } else {
      addCell(value);
      times.add(value);
    }
    addClock(value);
    addDistinct(value);
  }

  private void addCell(String value) {
    CellType alone = new CellType();
    alone.add(value);
    if (alone.type() == FieldType.STRING) {
      texts++;
    } else {
      cells.add(value);
    }
  }

  /** Sees a text of JSON: it can be a time, and is no number whatever it looks like. */
  void addText(String value) {
    values++;
    isText = true;
    times.add(value);
    addClock(value);
    addDistinct(value);
  }

  private void addClock(String value) {
    int parts = CLOCK.matcher(value).matches() ? value.split(":").length : NO_CLOCK;
    clockParts = clockParts == 0 || clockParts == parts ? parts : NO_CLOCK;
  }

  private void addDistinct(String value) {
    if (distinct.size() < MAX_DISTINCT) {
      repeats |= !distinct.add(value);
    }
  }

  void beginFile() {
    times.beginFile();
  }

  String name() {
    return name;
  }

  /** The type; a time of whole days is a date, unless it is taken for the event time. */
  FieldType type() {
    if (time().isPresent()) {
      return time().get().isDays() ? FieldType.DATE : FieldType.TIMESTAMP;
    }
    boolean text = isText || texts == values || !Outliers.areFew(texts, values);
    return text ? FieldType.STRING : cells.type();
  }

  /** How many values are none of the type. */
  long strays() {
    return time().map(TimeCandidate::misses).orElse(type() == FieldType.STRING ? 0 : texts);
  }

  /** How its values are times, if they are. */
  Optional<TimeCandidate> time() {
    return times.best();
  }

  /** The pattern of its values if they are times of a day, as the name says; else empty. */
  String clock() {
    boolean clock = clockParts > 0 && nulls == 0 && SPEAKS_OF_HOURS.matcher(name).matches();
    return clock ? List.of("H", "H:mm", "H:mm:ss").get(clockParts - 1) : "";
  }

  /** How its values could be times as well. */
  String otherFormats() {
    return time().isEmpty()
        ? ""
        : String.join(", ", times.others().map(TimeCandidate::word).toList());
  }

  /** The texts that must be null for the others to be of the type. */
  Set<String> markers() {
    return type() == FieldType.STRING ? Set.of() : Set.copyOf(markers);
  }

  /** Whether any value is null, if these texts are. */
  boolean isNullable(Set<String> nullValues) {
    return nulls > 0 || values == 0 || markers.stream().anyMatch(nullValues::contains);
  }

  long nulls() {
    return nulls;
  }

  /** How many values there are; as far as they were counted. */
  int distinct() {
    return distinct.size();
  }

  /** Whether each value is there once, and none is missing. */
  boolean isUnique() {
    return !repeats && nulls == 0 && values > 1 && distinct.size() == values;
  }
}
