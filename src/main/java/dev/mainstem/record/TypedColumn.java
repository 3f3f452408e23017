package dev.mainstem.record;

/**
 * A column of a file, or a field of messages, that have a schema of their own.
 *
 * @param name as a field's {@code from} calls it: one within a structure has a path of names
 * @param kind of its value or, of an array, of each value in it
 * @param array whether it holds an array of such values
 */
public record TypedColumn(String name, Kind kind, boolean array) {

  /** What values are, as texts are parsed. */
  public enum Kind {
    BOOLEAN("boolean"),
    NUMBER("a number"),
    STRING("a string"),
    TIMESTAMP("a timestamp"),
    DATE("a date"),
    OTHER("of a type that no field takes");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** What it is, in words. */
  public String words() {
    return array && kind != Kind.OTHER ? "an array, each value " + kind.words : kind.words;
  }

  /** The name of the outermost structure that it is in; its own if it is in none. */
  public String root() {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
