package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The results that all others must equal, as a set of rows: in any order, with doubles that differ
 * by {@link #RELATIVE_BOUND} at most. Kept as numbers, because there may be tens of millions.
 */
final class Reference {

  /**
   * A sum of n doubles may be off by n ulps if it is added up plainly; and sums of squares lose
   * some more.
   */
  static final double RELATIVE_BOUND = 1e-9;

  private static final int SAMPLE = 5;

  private final ResultFiles files;
  private long[] hashes = new long[1 << 16];
  private int[] firstDoubles = new int[1 << 16];
  private double[] doubles = new double[1 << 18];
  private int rows;
  private int doubleCount;
  private int[] table = {};

  private Reference(ResultFiles files) {
    this.files = files;
  }

  static Reference of(Path folder) throws IOException {
    Reference reference = new Reference(new ResultFiles(folder));
    ResultRow row = new ResultRow();
    reference.files.forEachLine(
        (bytes, from, to) -> {
          row.read(bytes, from, to);
          reference.add(row);
        });
    reference.index();
    return reference;
  }

  int rows() {
    return rows;
  }

  /**
   * Compares with the results below another folder.
   *
   * @throws RunFailed with a sample of the rows that one of them has and the other has not
   */
  void check(String name, Path folder) throws IOException {
    BitSet matched = new BitSet(rows);
    List<String> unexpected = new ArrayList<>();
    ResultRow row = new ResultRow();
    int[] others = new int[1];
    new ResultFiles(folder)
        .forEachLine(
            (bytes, from, to) -> {
              others[0]++;
              row.read(bytes, from, to);
              if (!match(row, matched) && unexpected.size() < SAMPLE) {
                unexpected.add(
                    new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8));
              }
            });
    if (!unexpected.isEmpty() || matched.cardinality() < rows) {
      throw new RunFailed(difference(name, others[0], matched, unexpected));
    }
  }

  private String difference(String name, int others, BitSet matched, List<String> unexpected)
      throws IOException {
    List<Long> missing = new ArrayList<>();
    for (int i = matched.nextClearBit(0);
        i < rows && missing.size() < SAMPLE;
        i = matched.nextClearBit(i + 1)) {
      missing.add((long) i);
    }
    return String.format(
        "the results differ: %d rows, of which %d are right; %s has %d. Doubles may differ by %s of their value.%n"
            + "only in the reference:%n  %s%nonly in those of %s:%n  %s",
        rows,
        matched.cardinality(),
        name,
        others,
        RELATIVE_BOUND,
        String.join("\n  ", files.lines(missing)),
        name,
        String.join("\n  ", unexpected));
  }

  private void add(ResultRow row) {
    if (rows == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * rows);
      firstDoubles = Arrays.copyOf(firstDoubles, 2 * rows);
    }
    if (doubleCount + row.doubleCount() > doubles.length) {
      doubles = Arrays.copyOf(doubles, 2 * doubles.length);
    }
    hashes[rows] = row.hash();
    firstDoubles[rows++] = doubleCount;
    for (int i = 0; i < row.doubleCount(); i++) {
      doubles[doubleCount++] = row.doubleAt(i);
    }
  }

  private void index() {
    table = new int[Integer.highestOneBit(Math.max(rows, 8)) * 4];
    for (int i = 0; i < rows; i++) {
      int slot = (int) hashes[i] & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i + 1;
    }
  }

  private boolean match(ResultRow row, BitSet matched) {
    int mask = table.length - 1;
    for (int slot = (int) row.hash() & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      int candidate = table[slot] - 1;
      if (hashes[candidate] == row.hash()
          && !matched.get(candidate)
          && doublesMatch(row, candidate)) {
        matched.set(candidate);
        return true;
      }
    }
    return false;
  }

  private boolean doublesMatch(ResultRow row, int candidate) {
    int first = firstDoubles[candidate];
    int next = candidate + 1 < rows ? firstDoubles[candidate + 1] : doubleCount;
    if (next - first != row.doubleCount()) {
      return false;
    }
    for (int i = 0; i < row.doubleCount(); i++) {
      if (!isClose(doubles[first + i], row.doubleAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isClose(double one, double other) {
    return Double.compare(one, other) == 0
        || Math.abs(one - other) <= RELATIVE_BOUND * Math.max(Math.abs(one), Math.abs(other));
  }
}
