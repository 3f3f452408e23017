package dev.mainstem.spec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The bounded form of the stream: files.
 *
 * @param paths globs, as written
 * @param csv the dialect; of no meaning for other formats
 * @param pathFields a pattern whose named groups take fields out of the name of a file, or null
 */
public record HistorySpec(
    List<String> paths,
    Format format,
    CsvSpec csv,
    @Nullable String pathFields,
    Order order,
    Disorder disorder)
    implements Serializable {

  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  /** In which order the rows come. */
  public enum Order {
    ANY,
    EVENT_TIME
  }

  /** What becomes of a row that breaks the promised order. */
  public enum Disorder {
    REJECT,
    STOP
  }

  public HistorySpec {
    paths = List.copyOf(paths);
  }

  /** The fields that come from the name of the file. */
  public List<String> pathFieldNames() {
    List<String> names = new ArrayList<>();
    if (pathFields != null) {
      Matcher group = GROUP.matcher(pathFields);
      while (group.find()) {
        names.add(group.group(1));
      }
    }
    return names;
  }

  /**
   * @param declared the names of the schema's fields; none where there is no schema
   */
  static HistorySpec read(Section section, List<String> declared) {
    List<String> paths =
        section
            .require("path", "the files, as a glob or a list of globs")
            .map(FilePaths::readGlobs)
            .orElse(List.of());
    Format format = readFormat(section);
    CsvSpec csv = readDialect(section, format);
    Optional<String> pathFields = section.get("path_fields").flatMap(v -> readPattern(v, declared));
    Order order = section.get("order").flatMap(v -> v.oneOf(Order.class)).orElse(Order.ANY);
    Optional<Value> disorderValue = section.get("disorder");
    if (order == Order.ANY) {
      disorderValue.ifPresent(v -> v.keyProblem("has a meaning only with order: event_time"));
    }
    Disorder disorder = disorderValue.flatMap(v -> v.oneOf(Disorder.class)).orElse(Disorder.REJECT);
    section.done();
    return new HistorySpec(paths, format, csv, pathFields.orElse(null), order, disorder);
  }

  private static Format readFormat(Section section) {
    return section.get("format").flatMap(v -> v.oneOf(Format.class)).orElse(Format.CSV);
  }

  static CsvSpec readDialect(Section section, Format format) {
    Optional<Value> dialect = section.get("csv");
    if (format != Format.CSV) {
      String word = format.name().toLowerCase(Locale.ROOT);
      dialect.ifPresent(value -> value.keyProblem("has no meaning for format: " + word));
    }
    return dialect
        .flatMap(v -> v.section("a dialect of CSV"))
        .map(CsvSpec::read)
        .orElse(CsvSpec.RFC_4180);
  }

  private static Optional<String> readPattern(Value value, List<String> declared) {
    String what = "a regular expression with named groups such as (?<year>\\d{4})";
    Optional<String> pattern = value.word(what);
    try {
      pattern.ifPresent(Pattern::compile);
    } catch (PatternSyntaxException e) {
      value.expected(what + " (" + e.getDescription() + ")");
      return Optional.empty();
    }
    List<String> names =
        new HistorySpec(
                List.of(),
                Format.CSV,
                CsvSpec.RFC_4180,
                pattern.orElse(""),
                Order.ANY,
                Disorder.REJECT)
            .pathFieldNames();
    if (names.isEmpty() && pattern.isPresent()) {
      value.expected(what);
    }
    checkDeclared(value, names, declared);
    return pattern;
  }

  private static void checkDeclared(Value value, List<String> names, List<String> declared) {
    for (String name : names) {
      if (!declared.isEmpty() && !declared.contains(name)) {
        value.problem(
            "the group %s is no field of stream.schema%s"
                .formatted(name, NearestWord.hint(name, declared)));
      }
    }
  }
}
