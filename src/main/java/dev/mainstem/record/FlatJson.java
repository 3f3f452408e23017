package dev.mainstem.record;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;

/**
 * Reads a JSON object as most are written: one level of members, no escapes. What is anything else,
 * or no JSON, it leaves to a parser that knows all of it, and has to be set up for each text.
 *
 * <p>The cells lie in the text, so none is copied. Not thread-safe.
 */
final class FlatJson {

  /** Longer ones are rare, and a parser has limits of its own for them. */
  private static final int MAX_TEXT = 1 << 14;

  private static final int MAX_NUMBER = 100;

  private static final char[][] WORDS = {
    "true".toCharArray(), "false".toCharArray(), "null".toCharArray()
  };

  private final char[][] names;
  private final boolean[] found;
  private final boolean anyPaths;
  private char[] text = new char[0];
  private int end;
  private int at;

  /**
   * @param names of the wanted members, in the order of their cells
   */
  FlatJson(Collection<String> names) {
    this.names =
        new LinkedHashSet<>(names).stream().map(String::toCharArray).toArray(char[][]::new);
    this.found = new boolean[this.names.length];
    this.anyPaths = names.stream().anyMatch(name -> name.indexOf('.') >= 0);
  }

  /**
   * Fills the cells from a text.
   *
   * @return whether it was read; if not, the cells mean nothing
   */
  boolean read(String json, Cells cells) {
    if (anyPaths || json.length() > MAX_TEXT) {
      return false;
    }
    cells.reset(names.length);
    Arrays.fill(found, false);
    text = cells.ensureText(json.length());
    end = json.length();
    json.getChars(0, end, text, 0);
    at = 0;
    return take('{') && members(cells) && blanks() == end;
  }

  private boolean members(Cells cells) {
    if (take('}')) {
      return true;
    }
    int expected = 0;
    do {
      if (!take('"')) {
        return false;
      }
      int from = at;
      if (!string()) {
        return false;
      }
      int cell = cellOf(from, at - 1, expected);
      if (!take(':') || !value(cell, cells)) {
        return false;
      }
      expected = cell < 0 ? expected : cell + 1;
    } while (take(','));
    return take('}');
  }

  /** The cell of a name, which is mostly the one behind that of the name before it; or -1. */
  private int cellOf(int from, int to, int expected) {
    if (expected < names.length && is(names[expected], from, to)) {
      return expected;
    }
    for (int i = 0; i < names.length; i++) {
      if (is(names[i], from, to)) {
        return i;
      }
    }
    return -1;
  }

  private boolean is(char[] word, int from, int to) {
    return Arrays.equals(word, 0, word.length, text, from, to);
  }

  /**
   * @param cell that takes the value, or -1 of a member that nobody wants
   */
  private boolean value(int cell, Cells cells) {
    if (cell >= 0 && found[cell]) {
      return false;
    }
    int from = blanks();
    if (from == end) {
      return false;
    }
    boolean quoted = text[from] == '"';
    boolean known = quoted ? string(from + 1) : text[from] <= '9' ? number() : word();
    if (known && cell >= 0) {
      found[cell] = true;
      if (quoted) {
        cells.lay(cell, from + 1, at - 1);
      } else if (text[from] != 'n') {
        cells.lay(cell, from, at);
      }
    }
    return known;
  }

  private boolean string(int from) {
    at = from;
    return string();
  }

  /** To behind the quote that ends the string. */
  private boolean string() {
    while (at < end) {
      char c = text[at++];
      if (c == '"') {
        return true;
      }
      if (c == '\\' || c < ' ') {
        return false;
      }
    }
    return false;
  }

  private boolean word() {
    for (char[] word : WORDS) {
      if (word[0] == text[at]) {
        int from = at;
        at += word.length;
        return at <= end && is(word, from, at);
      }
    }
    return false;
  }

  private boolean number() {
    int from = at;
    skip('-');
    boolean zero = at < end && text[at] == '0';
    int digits = digits();
    boolean good = digits > 0 && (!zero || digits == 1);
    if (skip('.')) {
      good &= digits() > 0;
    }
    if (skip('e') || skip('E')) {
      good &= (skip('+') || skip('-') || at < end) && digits() > 0;
    }
    return good && at - from <= MAX_NUMBER;
  }

  private int digits() {
    int from = at;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at - from;
  }

  private boolean skip(char c) {
    if (at < end && text[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private boolean take(char c) {
    blanks();
    return skip(c);
  }

  /** To the next character that is no blank; where that is. */
  private int blanks() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
    return at;
  }
}
