package dev.mainstem.record;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The texts of one record, one behind the other in one buffer that serves record after record.
 *
 * <p>A cell is a text, null, or a structure: something that is no single value, such as a JSON
 * object where a number should stand. Not thread-safe.
 */
public final class Cells {

  private static final int NULL = -1;
  private static final int STRUCTURE = -2;

  char[] text = new char[512];
  private int used;
  private int[] from = new int[32];
  private int[] to = new int[32];
  private int count;

  /** Begins a record of {@code cells} cells, all null. */
  void reset(int cells) {
    ensureCells(cells);
    used = 0;
    count = cells;
    Arrays.fill(from, 0, cells, NULL);
  }

  /** Begins a record whose text is in the buffer already, and whose cells follow. */
  void resetTo(int length) {
    used = length;
    count = 0;
  }

  /** Makes room for a text of that length at the start of the buffer. */
  char[] ensureText(int length) {
    if (text.length < length) {
      text = Arrays.copyOf(text, Math.max(length, 2 * text.length));
    }
    return text;
  }

  /** Adds the cell that lies in the buffer. */
  void add(int begin, int end) {
    ensureCells(count + 1);
    from[count] = begin;
    to[count] = end;
    count++;
  }

  /** Copies a text behind the others, as cell {@code i}. */
  void set(int i, char[] source, int offset, int length) {
    ensureText(used + length);
    System.arraycopy(source, offset, text, used, length);
    from[i] = used;
    to[i] = used + length;
    used += length;
  }

  /** Lets cell {@code i} lie in the buffer. */
  void lay(int i, int begin, int end) {
    from[i] = begin;
    to[i] = end;
  }

  void setNull(int i) {
    from[i] = NULL;
  }

  void setStructure(int i) {
    from[i] = STRUCTURE;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  int from(int i) {
    return from[i];
  }

  int to(int i) {
    return to[i];
  }

  boolean isNull(int i) {
    return from[i] == NULL;
  }

  boolean isStructure(int i) {
    return from[i] == STRUCTURE;
  }

  /** Whether the cell is the given text. */
  boolean is(int i, String other) {
    int length = to[i] - from[i];
    if (from[i] < 0 || length != other.length()) {
      return false;
    }
    for (int k = 0; k < length; k++) {
      if (text[from[i] + k] != other.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /** The text of a cell that is neither null nor a structure. */
  String string(int i) {
    return new String(text, from[i], to[i] - from[i]);
  }

  /** The texts of all cells, of which none is null or a structure. */
  public List<String> strings() {
    return IntStream.range(0, count).mapToObj(this::string).toList();
  }

  private void ensureCells(int cells) {
    if (from.length < cells) {
      int size = Math.max(cells, 2 * from.length);
      from = Arrays.copyOf(from, size);
      to = Arrays.copyOf(to, size);
    }
  }
}
