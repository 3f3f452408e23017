package dev.mainstem.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@link Node}s of a definition that a program built out of maps and lists. */
final class BuiltDocument {

  private BuiltDocument() {}

  /**
   * @param variables learns the secrets
   * @throws IllegalArgumentException for a key that is no string, or a value that YAML could not
   *     say
   */
  static Node of(Object value, Position at, Variables variables) {
    return of(value, at, "", variables);
  }

  private static Node of(@Nullable Object value, Position at, String path, Variables variables) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>();
      map.forEach(
          (key, v) -> {
            String name = key(key);
            Node inner = of(v, at, path + "." + name, variables);
            entries.put(name, new Node.Entry(at, inner));
          });
      return new Node.Mapping(at, entries);
    }
    if (value instanceof List<?> list) {
      return new Node.Sequence(at, list.stream().map(v -> of(v, at, path, variables)).toList());
    }
    return scalar(value, at, path, variables);
  }

  private static Node scalar(
      @Nullable Object value, Position at, String path, Variables variables) {
    boolean quoted = value instanceof String || value instanceof Character;
    if (value != null && !quoted && !(value instanceof Number || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "expected a map, list, string, number or boolean, found " + value.getClass().getName());
    }
    String text = value == null ? "" : value.toString();
    return new Node.Scalar(at, text, quoted, variables.keepSecret(path, text), false);
  }

  private static String key(Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected a string as the key, found " + key);
  }
}
