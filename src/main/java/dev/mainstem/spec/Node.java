package dev.mainstem.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of a definition as it was written: text, a list or a mapping, and where it stands. */
public sealed interface Node {

  /** Where it begins. */
  Position at();

  /**
   * The value as it is, for those who know what it should be: a text, a Boolean, a number as
   * BigDecimal, a List, a Map in the order of the file, or null.
   */
  @Nullable Object plain();

  /** Few words for messages: what a reader of the file sees there. */
  String describe();

  /**
   * A single value. All scalars are text here; what reads them decides the type, so that {@code
   * yes} stays a word and {@code 007} keeps its zeros.
   *
   * @param text with variables filled in
   * @param quoted whether it stood in quotes or in a block, so that {@code "null"} is a word
   * @param secret whether it must not be shown
   * @param verbatim whether the file has the text as it is, so that a place in it is one in the
   *     file
   */
  record Scalar(Position at, String text, boolean quoted, boolean secret, boolean verbatim)
      implements Node {

    /** Without an exponent, which would not come back as it was written. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    /** Whether it says that there is no value: an empty plain scalar, {@code ~} or {@code null}. */
    public boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public @Nullable Object plain() {
      if (quoted || isNull()) {
        return isNull() ? null : text;
      }
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    @Override
    public String describe() {
      return isNull() ? "nothing" : secret ? "a secret" : '"' + shortened() + '"';
    }

    private String shortened() {
      String line = text.replace("\n", "\\n");
      return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
  }

  /** A list, in order. */
  record Sequence(Position at, List<Node> items) implements Node {

    @Override
    public Object plain() {
      List<@Nullable Object> values = new ArrayList<>();
      items.forEach(item -> values.add(item.plain()));
      return values;
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A mapping, in the order of the file; no key stands in it twice. */
  record Mapping(Position at, Map<String, Entry> entries) implements Node {

    @Override
    public Object plain() {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      entries.forEach((key, entry) -> values.put(key, entry.value().plain()));
      return values;
    }

    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /**
   * A value of a mapping.
   *
   * @param keyAt where its key stands
   */
  record Entry(Position keyAt, Node value) {}
}
