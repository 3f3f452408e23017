package dev.mainstem.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts the beginning of a CSV file into rows of cells, by a delimiter that is only supposed. It
 * looks at a text that may end anywhere, so nothing in it is an error.
 */
final class HeadRows {

  private final String text;
  private final char delimiter;
  private final List<List<String>> rows = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private List<String> row = new ArrayList<>();
  private int at;

  private HeadRows(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /**
   * Up to so many rows; blank ones are none.
   *
   * @param comments whether lines that begin with {@code #} are no rows either
   */
  static List<List<String>> of(String text, char delimiter, boolean comments, int max) {
    HeadRows head = new HeadRows(text, delimiter);
    while (head.at < text.length() && head.rows.size() < max) {
      head.next(comments);
    }
    if (head.rows.isEmpty()) {
      head.endRow();
    }
    return head.rows;
  }

  private void next(boolean comments) {
    char c = text.charAt(at);
    if (cell.isEmpty() && c == '"') {
      at++;
      quoted();
    } else if (comments && row.isEmpty() && cell.isEmpty() && c == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    } else {
      at++;
      plain(c);
    }
  }

  /** Up to behind the closing quote; two quotes stand for one. */
  private void quoted() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean twice = at < text.length() && text.charAt(at) == '"';
      if (c == '"' && !twice) {
        return;
      }
      at += c == '"' ? 1 : 0;
      cell.append(c);
    }
  }

  private void plain(char c) {
    if (c == delimiter) {
      endCell();
    } else if (c == '\n' || c == '\r') {
      endRow();
    } else {
      cell.append(c);
    }
  }

  private void endCell() {
    row.add(cell.toString());
    cell.setLength(0);
  }

  private void endRow() {
    if (!row.isEmpty() || !cell.isEmpty()) {
      endCell();
      rows.add(row);
      row = new ArrayList<>();
    }
  }
}
