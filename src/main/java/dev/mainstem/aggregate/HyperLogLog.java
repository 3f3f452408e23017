package dev.mainstem.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many different hashes were added, within a few percent, in a few kilobytes.
 *
 * <p>Up to {@value #MOST_EXACT} hashes it keeps them, and is exact; with one more, it goes over to
 * {@value #REGISTERS} registers, each of which has the longest run of zeros that a hash of its
 * share began with: P. Flajolet and others, "HyperLogLog: the analysis of a near-optimal
 * cardinality estimation algorithm" (2007). The estimate is that of O. Ertl, "New cardinality
 * estimation algorithms for HyperLogLog sketches" (2017), algorithm 6, which has no bias that
 * tables would have to correct. Its standard error is 1.04 / √{@value #REGISTERS}, 1.6 %.
 *
 * <p>Which of the two it is, and what is in it, follows from the set of hashes alone. Mutable, not
 * thread-safe.
 */
final class HyperLogLog {

  private static final int INDEX_BITS = 12;
  private static final int REGISTERS = 1 << INDEX_BITS;
  private static final int HASH_BITS = Long.SIZE - INDEX_BITS;
  private static final int MOST_EXACT = 256;
  private static final double ALPHA = 1 / (2 * Math.log(2));

  /** The hashes, sorted and each of them once, in front of what is not used; while exact. */
  private long[] hashes = new long[4];

  private int size;

  /** Empty while exact. */
  private byte[] registers = {};

  void add(long hash) {
    if (isExact()) {
      insert(hash);
    } else {
      register(hash);
    }
  }

  private boolean isExact() {
    return registers.length == 0;
  }

  private void insert(long hash) {
    int found = Arrays.binarySearch(hashes, 0, size, hash);
    if (found >= 0) {
      return;
    }
    if (size == MOST_EXACT) {
      giveUpHashes();
      register(hash);
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    int at = -found - 1;
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    hashes[at] = hash;
    size++;
  }

  private void giveUpHashes() {
    registers = new byte[REGISTERS];
    for (int i = 0; i < size; i++) {
      register(hashes[i]);
    }
    hashes = new long[0];
    size = 0;
  }

  /** The first bits choose the register; of the rest counts where the first one is. */
  private void register(long hash) {
    int index = (int) (hash >>> HASH_BITS);
    int rank = Math.min(Long.numberOfLeadingZeros(hash << INDEX_BITS), HASH_BITS) + 1;
    registers[index] = (byte) Math.max(registers[index], rank);
  }

  /** Adds what another one knows, which stays as it is. */
  void merge(HyperLogLog other) {
    for (int i = 0; i < other.size; i++) {
      add(other.hashes[i]);
    }
    if (!other.isExact()) {
      if (isExact()) {
        giveUpHashes();
      }
      for (int i = 0; i < REGISTERS; i++) {
        registers[i] = (byte) Math.max(registers[i], other.registers[i]);
      }
    }
  }

  /** How many different hashes there were. */
  long estimate() {
    if (isExact()) {
      return size;
    }
    int[] counts = new int[HASH_BITS + 2];
    for (byte rank : registers) {
      counts[rank]++;
    }
    double z = REGISTERS * tau(1 - counts[HASH_BITS + 1] / (double) REGISTERS);
    for (int rank = HASH_BITS; rank > 0; rank--) {
      z = (z + counts[rank]) / 2;
    }
    z += REGISTERS * sigma(counts[0] / (double) REGISTERS);
    return Math.round(ALPHA * REGISTERS * REGISTERS / z);
  }

  /** x + Σ x^(2^k) · 2^(k-1): what registers without a hash add. */
  private static double sigma(double x) {
    if (x == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double power = x;
    double weight = 1;
    double sum = x;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * weight;
      weight += weight;
    } while (sum != before);
    return sum;
  }

  /** (1 - x - Σ (1 - x^(2^-k))² · 2^-k) / 3: what full registers add. */
  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double root = x;
    double weight = 1;
    double sum = 1 - x;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      weight /= 2;
      sum -= (1 - root) * (1 - root) * weight;
    } while (sum != before);
    return sum / 3;
  }

  void encode(DataOutput out) throws IOException {
    out.writeShort(isExact() ? size : -1);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[i]);
    }
    out.write(registers);
  }

  void decode(DataInput in) throws IOException {
    size = in.readShort();
    if (size < 0) {
      size = 0;
      hashes = new long[0];
      registers = new byte[REGISTERS];
      in.readFully(registers);
      return;
    }
    hashes = new long[Math.max(4, size)];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readLong();
    }
  }
}
