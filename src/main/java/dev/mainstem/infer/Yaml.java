package dev.mainstem.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lines of YAML with comments beside them. Not thread-safe. */
final class Yaml {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WORDS_OF_YAML =
      Set.of("yes", "no", "true", "false", "null", "on", "off");
  private static final int COMMENT_COLUMN = 44;

  private final StringBuilder text = new StringBuilder();

  /** A line as it is. */
  Yaml line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** A line with a comment beside it, unless that is empty. */
  Yaml line(String line, String comment) {
    return comment.isEmpty()
        ? line(line)
        : line(("%-" + COMMENT_COLUMN + "s # %s").formatted(line, comment.replace('\n', ' ')));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** A text as a scalar: plain where YAML would not take it for anything else. */
  static String text(String text) {
    boolean plain =
        text.matches("[A-Za-z_][A-Za-z0-9_./*-]*")
            && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  /** A value in the flow style, which JSON is too. */
  static String flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      map.forEach((key, member) -> members.add(text(key.toString()) + ": " + flow(member)));
      return "{" + String.join(", ", members) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(Yaml::flow).toList()) + "]";
    }
    return value instanceof String text ? text(text) : value.toString();
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for a text: " + text, e);
    }
  }
}
