package dev.mainstem.record;

/** The text of one cell of CSV, by RFC 4180. */
public final class CsvCell {

  private static final char QUOTE = '"';

  private CsvCell() {}

  /**
   * A text as a cell: in quotes, with those inside doubled, where a reader would take it for
   * something else without them. An empty text has quotes too, so that it can be told from a null.
   */
  public static String of(String text, char delimiter) {
    return needsQuotes(text, delimiter) ? quoted(text) : text;
  }

  /** A text as a cell that a reader can't take for a word with a meaning of its own. */
  static String quoted(String text) {
    return QUOTE + text.replace("\"", "\"\"") + QUOTE;
  }

  private static boolean needsQuotes(String text, char delimiter) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == delimiter || c == QUOTE || c == '\n' || c == '\r') {
        return true;
      }
    }
    return text.isEmpty();
  }
}
