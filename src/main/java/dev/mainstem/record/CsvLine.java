package dev.mainstem.record;

import dev.mainstem.spec.CsvSpec;

/**
 * Takes one CSV record apart into cells, by RFC 4180: a cell that begins with a quote ends with
 * one, two quotes inside stand for one, and a quote inside any other cell is text.
 *
 * <p>Works in place on the buffer of the cells, once over each character; that is why it is here
 * rather than a library (which would want to read the file itself, and could not say where a record
 * begins). Not thread-safe.
 */
public final class CsvLine {

  private final char delimiter;
  private final char quote;

  public CsvLine(CsvSpec dialect) {
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote();
  }

  /**
   * Fills the cells with those of a record.
   *
   * @param record without its line end; line breaks in it belong to quoted cells
   * @throws BadValue if a quote is never closed, or text follows a closing quote
   */
  public void split(String record, Cells cells) throws BadValue {
    int length = record.length();
    record.getChars(0, length, cells.ensureText(length), 0);
    split(length, cells);
  }

  /**
   * The same for a record that is ASCII.
   *
   * @param from where it begins among the bytes
   * @param to where it ends
   */
  public void split(byte[] record, int from, int to, Cells cells) throws BadValue {
    int length = to - from;
    char[] text = cells.ensureText(length);
    for (int i = 0; i < length; i++) {
      text[i] = (char) record[from + i];
    }
    split(length, cells);
  }

  /** Takes apart what is in the buffer of the cells. */
  private void split(int length, Cells cells) throws BadValue {
    char[] text = cells.text;
    cells.resetTo(length);
    int at = 0;
    do {
      at =
          at < length && text[at] == quote
              ? quoted(text, at, length, cells)
              : plain(text, at, length, cells);
    } while (at <= length);
  }

  /** Adds the cell from {@code begin} to the next delimiter; answers where the next one begins. */
  private int plain(char[] text, int begin, int length, Cells cells) {
    int end = begin;
    while (end < length && text[end] != delimiter) {
      end++;
    }
    cells.add(begin, end);
    return end + 1;
  }

  private int quoted(char[] text, int open, int length, Cells cells) throws BadValue {
    int read = open + 1;
    int write = read;
    while (read < length) {
      char c = text[read++];
      if (c == quote) {
        if (read == length || text[read] != quote) {
          cells.add(open + 1, write);
          return afterQuote(text, read, length);
        }
        read++;
      }
      text[write++] = c;
    }
    throw new BadValue("expected a closing quote", "the end of the row");
  }

  private int afterQuote(char[] text, int at, int length) throws BadValue {
    if (at < length && text[at] != delimiter) {
      int end = Math.min(length, at + 20);
      throw new BadValue(
          "expected a delimiter after a closing quote", '"' + new String(text, at, end - at) + '"');
    }
    return at + 1;
  }
}
