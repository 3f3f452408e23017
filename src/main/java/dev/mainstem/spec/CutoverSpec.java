package dev.mainstem.spec;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who owns an instant when both forms of the stream hold it.
 *
 * @param at history owns event times before it, live those from it on; null where both count, and
 *     where the launch has yet to find it
 * @param atHistoryEnd whether it is the newest event time of the history, which the launch finds
 * @param dedupe what makes two records one, or null
 */
public record CutoverSpec(@Nullable Instant at, boolean atHistoryEnd, @Nullable Dedupe dedupe)
    implements Serializable {

  /** Both sides count, and nothing is taken for a copy. */
  public static final CutoverSpec NONE = new CutoverSpec(null, false, null);

  /** In the place of an instant: the newest event time of the history. */
  private static final String HISTORY_END = "history_end";

  /** Some instant, so that what needs one is not told that there is none. */
  private static final Optional<Instant> STAND_IN = Optional.of(Instant.EPOCH);

  /**
   * What makes two records one.
   *
   * @param by the fields that tell records apart
   * @param byIfKnown fields that tell two records apart if both have them: those of file names,
   *     which the other side may lack
   * @param within how far apart in event time two copies may be
   */
  public record Dedupe(List<String> by, List<String> byIfKnown, Duration within)
      implements Serializable {

    public Dedupe {
      by = List.copyOf(by);
      byIfKnown = List.copyOf(byIfKnown);
    }
  }

  /**
   * @param declared the names of the schema's fields; none where there is no schema
   * @param pathFields those of them that the names of files give
   * @param bothSides whether there is a history and a live side
   */
  static CutoverSpec read(
      Section section,
      StreamSpec stream,
      List<String> declared,
      List<String> pathFields,
      boolean bothSides) {
    boolean atHistoryEnd = section.get("at").map(v -> isHistoryEnd(v, bothSides)).orElse(false);
    Instant at = atHistoryEnd ? null : section.get("at").flatMap(CutoverSpec::readAt).orElse(null);
    Dedupe dedupe =
        section
            .get("dedupe")
            .flatMap(v -> v.section("a mapping with by"))
            .flatMap(s -> readDedupe(s, stream, declared, pathFields))
            .orElse(null);
    section.done();
    return new CutoverSpec(at, atHistoryEnd, dedupe);
  }

  /** Whether there is an instant, be it one that the launch has yet to find. */
  public boolean hasInstant() {
    return at != null || atHistoryEnd;
  }

  private static boolean isHistoryEnd(Value value, boolean bothSides) {
    boolean historyEnd = value.isScalar() && value.text("").orElse("").equals(HISTORY_END);
    if (historyEnd && !bothSides) {
      value.problem("history_end needs a history and a live side, which meet there");
    }
    return historyEnd;
  }

  private static Optional<Instant> readAt(Value value) {
    String what = "an ISO instant, none or history_end";
    String text = value.isScalar() ? value.text(what).orElse("none") : "";
    if (text.equals("none")) {
      return Optional.empty();
    }
    return value.instant(what, List.of("none", HISTORY_END)).or(() -> STAND_IN);
  }

  private static Optional<Dedupe> readDedupe(
      Section section, StreamSpec stream, List<String> declared, List<String> pathFields) {
    Optional<Value> by = section.require("by", "a list of fields, or record for all of them");
    Duration within = section.get("within").flatMap(Value::duration).orElse(Duration.ZERO);
    section.done();
    boolean record = by.isPresent() && isRecord(by.get());
    if (record) {
      return Optional.of(new Dedupe(wholeRecord(stream.fields(), pathFields), pathFields, within));
    }
    return by.map(value -> readNames(value, declared))
        .map(names -> new Dedupe(names, List.of(), within));
  }

  private static boolean isRecord(Value by) {
    return by.isScalar() && by.text("a list of fields, or record").orElse("").equals("record");
  }

  /** What the record itself says, on whichever side it is. */
  private static List<String> wholeRecord(List<FieldSpec> fields, List<String> pathFields) {
    return fields.stream()
        .filter(f -> f.metadata() == null && !pathFields.contains(f.name()))
        .map(FieldSpec::name)
        .toList();
  }

  private static List<String> readNames(Value value, List<String> known) {
    List<String> names = value.texts("a list of fields, or record");
    for (String name : names) {
      if (!known.isEmpty() && !known.contains(name)) {
        value.problem(
            "no such field: %s%s; there are %s"
                .formatted(name, NearestWord.hint(name, known), Section.inWords(known)));
      }
    }
    if (names.isEmpty()) {
      value.expected("at least one field");
    }
    return names;
  }
}
