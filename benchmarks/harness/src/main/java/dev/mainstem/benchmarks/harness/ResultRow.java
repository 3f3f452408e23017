package dev.mainstem.benchmarks.harness;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One JSON line of results, read for comparison: a hash of all that must be equal, and the doubles.
 * It is reused from line to line. Lines are flat objects without escapes; members come in the same
 * order everywhere.
 */
final class ResultRow {

  private static final Set<String> DOUBLES =
      Set.of("x", "y", "total", "line", "lowest", "highest", "a", "b", "r2");
  private static final int MOST_DOUBLES = 8;

  private final double[] doubles = new double[MOST_DOUBLES];
  private int doubleCount;
  private long hash;
  private byte[] line = {};
  private int position;
  private int end;

  void read(byte[] bytes, int from, int to) {
    line = bytes;
    position = from;
    end = to;
    doubleCount = 0;
    hash = 0;
    while (position < end && bytes[position] != '}') {
      member();
    }
    hash = mix(hash);
  }

  long hash() {
    return hash;
  }

  int doubleCount() {
    return doubleCount;
  }

  /** Null is NaN. */
  double doubleAt(int index) {
    return doubles[index];
  }

  private void member() {
    position = indexOf('"', position) + 1;
    int nameEnd = indexOf('"', position);
    String name = text(position, nameEnd);
    position = nameEnd + 1;
    while (line[position] == ':' || line[position] == ' ') {
      position++;
    }
    hash = mix(hash * 31 + name.hashCode());
    if (line[position] == '"') {
      quoted();
    } else {
      bare(name);
    }
  }

  private void quoted() {
    int valueEnd = indexOf('"', position + 1);
    hashBytes(position + 1, canonicalEnd(position + 1, valueEnd));
    position = valueEnd + 1;
  }

  private void bare(String name) {
    int start = position;
    while (line[position] != ',' && line[position] != '}') {
      position++;
    }
    if (DOUBLES.contains(name)) {
      String value = text(start, position);
      doubles[doubleCount++] = value.equals("null") ? Double.NaN : Double.parseDouble(value);
    } else {
      hashBytes(start, position);
    }
  }

  /**
   * A whole second may be written with a fraction of zeros, or without: the zeros don't count, nor
   * does the Z.
   */
  private int canonicalEnd(int from, int to) {
    int last = to - 1;
    if (last <= from || line[last] != 'Z') {
      return to;
    }
    boolean fraction = to - from > 20;
    while (fraction && line[last - 1] == '0') {
      last--;
    }
    return fraction && line[last - 1] == '.' ? last - 1 : last;
  }

  private void hashBytes(int from, int to) {
    long h = to - from;
    for (int i = from; i < to; i++) {
      h = h * 1_099_511_628_211L + line[i];
    }
    hash = mix(hash * 31 + h);
  }

  private static long mix(long value) {
    long h = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }

  private int indexOf(char c, int from) {
    int i = from;
    while (line[i] != c) {
      if (++i >= end) {
        throw new RunFailed("no JSON object: " + text(0, end));
      }
    }
    return i;
  }

  private String text(int from, int to) {
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }
}
