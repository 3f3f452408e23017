package dev.mainstem.aggregate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Keys with their values as bytes, which are found by their keys.
 *
 * <p>To a collector that is one object for some hundred entries, and an index of all. Millions of
 * keys and values that are objects take several times the room, and it has to go through them over
 * and over.
 *
 * <p>The place of an entry is good until something is put in or taken out. Not thread-safe, but
 * while nobody looks for a key or changes anything, many may encode.
 */
final class PackedEntries extends EntryPages {

  private static final int LEAST_SLOTS = 16;
  private static final int[] NO_SLOTS = {};

  /** How many entries there are. */
  private int size;

  /**
   * Where the entries of a hash are, plus one, by linear probing; empty until one is looked for.
   */
  private int[] slots = NO_SLOTS;

  private int indexed;

  /**
   * The entry of a key, or {@link #NONE}.
   *
   * @param hash the same for equal keys
   */
  int find(int hash, byte[] source, int from, int length) {
    if (slots.length == 0) {
      reindex();
    }
    for (int slot = home(hash); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
      int entry = slots[slot] - 1;
      if (hash(entry) == hash && isKey(entry, source, from, length)) {
        return entry;
      }
    }
    return NONE;
  }

  private boolean isKey(int entry, byte[] source, int from, int length) {
    int begin = key(entry);
    return keyLength(entry) == length
        && !isDead(entry)
        && Arrays.equals(bytes(entry), begin, begin + length, source, from, from + length);
  }

  /**
   * Adds an entry whose key is not there yet: the bytes of its key, and behind them the value's.
   *
   * @param keyLength at most {@link #MOST_KEY}
   * @param valueLength at most {@link #MOST_VALUE}
   */
  void add(int hash, byte[] source, int from, int keyLength, int valueLength) {
    int entry = append(hash, keyLength, valueLength);
    System.arraycopy(source, from, bytes(entry), key(entry), keyLength + valueLength);
    size++;
    index(entry);
  }

  /** Gives an entry another value. */
  void set(int entry, byte[] source, int from, int length) {
    if (length == valueLength(entry)) {
      System.arraycopy(source, from, bytes(entry), value(entry), length);
      return;
    }
    int hash = hash(entry);
    int keyLength = keyLength(entry);
    byte[] both = new byte[keyLength + length];
    System.arraycopy(bytes(entry), key(entry), both, 0, keyLength);
    System.arraycopy(source, from, both, keyLength, length);
    remove(entry);
    add(hash, both, 0, keyLength, length);
  }

  /** Takes an entry out. */
  void remove(int entry) {
    kill(entry);
    size--;
    if (isMostlyDead()) {
      compact();
    }
  }

  private void compact() {
    PackedEntries alive = new PackedEntries();
    for (int entry = first(); entry != NONE; entry = next(entry)) {
      alive.add(hash(entry), bytes(entry), key(entry), keyLength(entry), valueLength(entry));
    }
    takePages(alive);
    slots = NO_SLOTS;
  }

  private void reindex() {
    // at least half of it stays free, for some more and for those that take the place of others
    slots = new int[Math.max(LEAST_SLOTS, 4 * Integer.highestOneBit(size))];
    indexed = 0;
    for (int entry = first(); entry != NONE; entry = next(entry)) {
      index(entry);
    }
  }

  /** Where two thirds are taken, or nobody has looked for one yet, there is no index. */
  private void index(int entry) {
    if (3L * (indexed + 1) > 2L * slots.length) {
      slots = NO_SLOTS;
      return;
    }
    int slot = home(hash(entry));
    while (slots[slot] != 0) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = entry + 1;
    indexed++;
  }

  /** All hashes of a bucket have some bits in common: this is Murmur's way to mix them. */
  private int home(int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85EBCA6B;
    return (mixed ^ mixed >>> 13) & slots.length - 1;
  }

  /** Writes them down; changes nothing. */
  void encode(DataOutputStream out) throws IOException {
    out.writeInt(size);
    encodePages(out);
  }

  /** What was written down. */
  static PackedEntries decode(DataInputStream in) throws IOException {
    PackedEntries entries = new PackedEntries();
    entries.size = in.readInt();
    entries.decodePages(in);
    return entries;
  }
}
