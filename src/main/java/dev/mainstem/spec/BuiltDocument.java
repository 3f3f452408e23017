package dev.mainstem.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@link Node}s of a definition that a program built out of maps and lists. */
final class BuiltDocument {

  private BuiltDocument() {}

  /**
   * @throws IllegalArgumentException for a key that is no string, or a value that YAML could not
   *     say
   */
  static Node of(@Nullable Object value, Position at) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>();
      map.forEach((key, v) -> entries.put(key(key), new Node.Entry(at, of(v, at))));
      return new Node.Mapping(at, entries);
    }
    if (value instanceof List<?> list) {
      return new Node.Sequence(at, list.stream().map(v -> of(v, at)).toList());
    }
    if (value == null) {
      return new Node.Scalar(at, "", false, false);
    }
    if (value instanceof String || value instanceof Character) {
      return new Node.Scalar(at, value.toString(), true, false);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return new Node.Scalar(at, value.toString(), false, false);
    }
    throw new IllegalArgumentException(
        "expected a map, list, string, number or boolean, found " + value.getClass().getName());
  }

  private static String key(Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected a string as the key, found " + key);
  }
}
