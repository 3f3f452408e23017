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
 * @param at history owns event times before it, live those from it on; null where both count
 * @param dedupe what makes two records one, or null
 */
public record CutoverSpec(@Nullable Instant at, @Nullable Dedupe dedupe) implements Serializable {

  /** Both sides count, and nothing is taken for a copy. */
  public static final CutoverSpec NONE = new CutoverSpec(null, null);

  /**
   * What makes two records one.
   *
   * @param by the fields that tell records apart, in the order of the schema
   * @param within how far apart in event time two copies may be
   */
  public record Dedupe(List<String> by, Duration within) implements Serializable {

    public Dedupe {
      by = List.copyOf(by);
    }
  }

  static CutoverSpec read(Section section, Optional<StreamSpec> stream, List<String> pathFields) {
    Instant at = section.get("at").flatMap(CutoverSpec::readAt).orElse(null);
    Dedupe dedupe =
        section
            .get("dedupe")
            .flatMap(v -> v.section("a mapping with by"))
            .flatMap(s -> readDedupe(s, stream, pathFields))
            .orElse(null);
    section.done();
    return new CutoverSpec(at, dedupe);
  }

  private static Optional<Instant> readAt(Value value) {
    String what = "an ISO instant, none or history_end";
    String text = value.text(what).orElse("none");
    if (text.equals("history_end")) {
      value.problem("history_end is not supported yet; give the instant");
    }
    return List.of("none", "history_end").contains(text) ? Optional.empty() : value.instant(what);
  }

  private static Optional<Dedupe> readDedupe(
      Section section, Optional<StreamSpec> stream, List<String> pathFields) {
    List<String> by =
        section
            .require("by", "a list of fields, or record for all of them")
            .map(value -> readBy(value, stream, pathFields))
            .orElse(List.of());
    Duration within = section.get("within").flatMap(Value::duration).orElse(Duration.ZERO);
    section.done();
    return by.isEmpty() ? Optional.empty() : Optional.of(new Dedupe(by, within));
  }

  private static List<String> readBy(
      Value value, Optional<StreamSpec> stream, List<String> pathFields) {
    List<FieldSpec> fields = stream.map(StreamSpec::fields).orElse(List.of());
    if (value.isScalar() && value.text("record").orElse("").equals("record")) {
      return fields.stream()
          .filter(f -> f.metadata() == null && !pathFields.contains(f.name()))
          .map(FieldSpec::name)
          .toList();
    }
    List<String> names = value.texts("a list of fields, or record");
    List<String> known = fields.stream().map(FieldSpec::name).toList();
    for (String name : names) {
      if (stream.isPresent() && !known.contains(name)) {
        value.problem(
            "no such field: "
                + name
                + NearestWord.hint(name, known)
                + "; there are "
                + Section.inWords(known));
      }
    }
    if (names.isEmpty()) {
      value.expected("at least one field");
    }
    return names;
  }
}
