package dev.mainstem.spec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One value of the definition with its place and its key, ready to be read as some type.
 *
 * <p>Each reader notes a problem where the value does not fit, and then answers nothing.
 */
public final class Value {

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final Node node;
  private final Position keyAt;
  private final String path;
  private final Problems problems;

  Value(Node node, Position keyAt, String path, Problems problems) {
    this.node = node;
    this.keyAt = keyAt;
    this.path = path;
    this.problems = problems;
  }

  /** Where the value begins. */
  public Position at() {
    return node.at();
  }

  /** The path of its key. */
  public String path() {
    return path;
  }

  /** Where the text of a scalar begins: behind the opening quote, if it has one. */
  private Position textAt() {
    return node instanceof Node.Scalar scalar && scalar.quoted() ? at().plusColumns(1) : at();
  }

  /** Notes a problem of this value. */
  public void problem(String rule) {
    problems.add(node.at(), path, rule);
  }

  /**
   * Notes a problem of a place within the text, counted in characters from its start. Where the
   * text is not in the file as it is (it was folded, escaped or filled in), the place is the
   * text's.
   */
  public void problemAt(int offset, String rule) {
    boolean verbatim = node instanceof Node.Scalar scalar && scalar.verbatim();
    problems.add(verbatim ? textAt().plusColumns(offset) : at(), path, rule);
  }

  /** Notes a problem of the key rather than of its value. */
  public void keyProblem(String rule) {
    problems.add(keyAt, path, rule);
  }

  /** Notes that something else was expected, and what was found. */
  public void expected(String what) {
    problem("expected " + what + ", found " + node.describe());
  }

  /** The same, with the nearest of the words that would have been right. */
  public void expected(String what, String found, Collection<String> words) {
    problem("expected " + what + ", found " + node.describe() + NearestWord.hint(found, words));
  }

  public boolean isMapping() {
    return node instanceof Node.Mapping;
  }

  public boolean isSequence() {
    return node instanceof Node.Sequence;
  }

  /** Whether it is one value, which may be null. */
  public boolean isScalar() {
    return node instanceof Node.Scalar;
  }

  /** A text that is not null; quotes make no difference. */
  public Optional<String> text(String what) {
    if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
      return Optional.of(scalar.text());
    }
    expected(what);
    return Optional.empty();
  }

  /** A text of at least one character that is no blank. */
  public Optional<String> word(String what) {
    return parsed(what, text -> Optional.of(text).filter(t -> !t.isBlank()));
  }

  /** {@code true} or {@code false}, without quotes. */
  public Optional<Boolean> flag() {
    if (node instanceof Node.Scalar scalar && !scalar.quoted()) {
      if (scalar.text().equals("true") || scalar.text().equals("false")) {
        return Optional.of(scalar.text().equals("true"));
      }
    }
    expected("true or false");
    return Optional.empty();
  }

  /** A whole number from {@code least} on. */
  public Optional<Integer> integer(int least) {
    return parsed("a whole number from " + least + " on", text -> parseInteger(text, least));
  }

  private static Optional<Integer> parseInteger(String text, int least) {
    try {
      return Optional.of(Integer.valueOf(text)).filter(number -> number >= least);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A finite number. */
  public Optional<Double> number() {
    return parsed(
        "a number",
        text ->
            DECIMAL.matcher(text).matches()
                ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
                : Optional.empty());
  }

  /** A duration such as {@code 1h30m}. */
  public Optional<Duration> duration() {
    return parsed("a duration such as 10s, 5m or 1h30m", Durations::parse);
  }

  private <T> Optional<T> parsed(String what, Function<String, Optional<T>> parser) {
    Optional<String> text = text(what);
    Optional<T> value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      expected(what);
    }
    return value;
  }

  /** A duration longer than nothing. */
  public Optional<Duration> positiveDuration() {
    Optional<Duration> duration = duration();
    if (duration.isPresent() && duration.get().isZero()) {
      expected("a duration longer than 0");
      return Optional.empty();
    }
    return duration;
  }

  /**
   * An ISO-8601 instant of the years 1 to 9999; without a zone it is in UTC, without a time it is
   * midnight.
   *
   * @param words what could have stood there instead
   */
  public Optional<Instant> instant(String what, Collection<String> words) {
    Optional<String> text = text(what);
    Optional<Instant> instant = text.flatMap(Instants::parse);
    if (text.isPresent() && instant.isEmpty()) {
      expected(what, text.get(), words);
    }
    return instant;
  }

  /** One of the constants of an enum, in lower case. */
  public <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return oneOf(words);
  }

  /** What one of the given words stands for. */
  public <T> Optional<T> oneOf(Map<String, T> words) {
    String what = Section.inWords(words.keySet()).replace(" and ", " or ");
    Optional<String> text = text(what);
    if (text.isPresent() && !words.containsKey(text.get())) {
      expected(what, text.get(), words.keySet());
    }
    return text.map(words::get);
  }

  /** The texts of a list, or the one text that stands for a list of one. */
  public List<String> texts(String what) {
    List<String> texts = new ArrayList<>();
    for (Value item : items()) {
      item.text(what).ifPresent(texts::add);
    }
    return texts;
  }

  /** The items of a list; anything else is a list of itself. */
  public List<Value> items() {
    if (!(node instanceof Node.Sequence sequence)) {
      return List.of(this);
    }
    List<Value> items = new ArrayList<>();
    for (Node item : sequence.items()) {
      items.add(new Value(item, item.at(), path + "[" + items.size() + "]", problems));
    }
    return items;
  }

  /** The items of what must be a list. */
  public List<Value> list(String what) {
    if (isSequence()) {
      return items();
    }
    expected(what);
    return List.of();
  }

  /** What must be a mapping. */
  public Optional<Section> section(String what) {
    if (node instanceof Node.Mapping mapping) {
      return Optional.of(new Section(mapping, path, problems));
    }
    expected(what);
    return Optional.empty();
  }
}
