package dev.mainstem.spec;

import java.util.List;
import java.util.Map;

/** A piece of a definition as it was written: text, a list or a mapping, and where it stands. */
public sealed interface Node {

  /** Where it begins. */
  Position at();

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

    /** Whether it says that there is no value: an empty plain scalar, {@code ~} or {@code null}. */
    public boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
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
    public String describe() {
      return "a list";
    }
  }

  /** A mapping, in the order of the file; no key stands in it twice. */
  record Mapping(Position at, Map<String, Entry> entries) implements Node {

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
