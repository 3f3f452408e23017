package dev.mainstem.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of the definition while it is being read: every key that is asked for is known, and
 * {@link #done} reports the others with the nearest known word.
 *
 * <p>A key whose value is null counts as absent. What is wrong is noted in the shared {@link
 * Problems}, and reading goes on with a stand-in, so that one pass finds everything. Not
 * thread-safe.
 */
public final class Section {

  private final Node.Mapping node;
  private final String path;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  public Section(Node.Mapping node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** Where the mapping begins. */
  public Position at() {
    return node.at();
  }

  /** The path of the mapping itself, empty for the root. */
  public String path() {
    return path;
  }

  /** The keys that are there, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(node.entries().keySet());
  }

  /** The value of a key, if there is one. */
  public Optional<Value> get(String key) {
    asked.add(key);
    Node.Entry entry = node.entries().get(key);
    if (entry == null || (entry.value() instanceof Node.Scalar scalar && scalar.isNull())) {
      return Optional.empty();
    }
    return Optional.of(new Value(entry.value(), entry.keyAt(), pathOf(key), problems));
  }

  /** The value of a key that must be there; without one, a problem that says what it is for. */
  public Optional<Value> require(String key, String what) {
    Optional<Value> value = get(key);
    if (value.isEmpty()) {
      Node.Entry empty = node.entries().get(key);
      Position at = empty == null ? node.at() : empty.keyAt();
      problems.add(at, pathOf(key), "is missing: " + what);
    }
    return value;
  }

  /** Every value, by its key, in the order of the file: for mappings whose keys are names. */
  public Map<String, Value> all() {
    Map<String, Value> values = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (key, entry) -> {
              asked.add(key);
              values.put(key, new Value(entry.value(), entry.keyAt(), pathOf(key), problems));
            });
    return values;
  }

  /** The same, as {@link Node#plain} has them. */
  public Map<String, @Nullable Object> plain() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (key, entry) -> {
              asked.add(key);
              values.put(key, entry.value().plain());
            });
    return values;
  }

  /** Notes a problem of the section as a whole. */
  public void problem(String rule) {
    problems.add(node.at(), path, rule);
  }

  /** The collector of this reading. */
  public Problems problems() {
    return problems;
  }

  /**
   * Refuses a key that the grammar has and this version does not serve, so that nobody takes it for
   * a slip of theirs.
   */
  public void unsupported(String key) {
    get(key).ifPresent(value -> value.problem("is not supported yet"));
  }

  /** Ends the reading: every key that nobody asked for is a problem. */
  public void done() {
    for (Map.Entry<String, Node.Entry> entry : node.entries().entrySet()) {
      String key = entry.getKey();
      if (!asked.contains(key)) {
        problems.add(
            entry.getValue().keyAt(),
            pathOf(key),
            "no such key" + NearestWord.hint(key, asked) + "; there are " + inWords(asked));
      }
    }
  }

  /** {@code a, b and c}. */
  static String inWords(Iterable<String> words) {
    List<String> list = new ArrayList<>();
    words.forEach(list::add);
    int last = list.size() - 1;
    return last < 1
        ? String.join("", list)
        : String.join(", ", list.subList(0, last)) + " and " + list.get(last);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
