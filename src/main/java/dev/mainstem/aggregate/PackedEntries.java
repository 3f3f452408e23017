package dev.mainstem.aggregate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keys with their values, both of them bytes, one behind the other in one array.
 *
 * <p>To a collector that is one object, or two with the index, whatever the number of entries.
 * Millions of keys and values that are objects take three times the room, and it has to go through
 * them over and over.
 *
 * <p>An entry is known by its place, which is that of its first byte: a hash of the key, the length
 * of the key, that of the value, and both. The place is good until something is put in or taken
 * out. Not thread-safe, but while nobody looks for a key or changes anything, many may encode.
 */
final class PackedEntries {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int KEY_LENGTH = 4;
  private static final int VALUE_LENGTH = 8;
  private static final int HEADER = 12;

  /** Beyond this, a JVM may refuse an array. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private static final int LEAST_SLOTS = 16;
  private static final int NONE = -1;

  private byte[] bytes = {};
  private int used;

  /** How many entries there are. */
  private int size;

  /** Bytes of entries that others have taken the place of; their key's length is negative. */
  private int dead;

  /**
   * Where the entries of a hash are, plus one, by linear probing; empty until one is looked for.
   */
  private int[] slots = {};

  private int indexed;

  /** The first one, or -1. */
  int first() {
    return aliveFrom(0);
  }

  /** The one behind another, or -1. */
  int next(int entry) {
    return aliveFrom(end(entry));
  }

  private int aliveFrom(int place) {
    int at = place;
    while (at < used && intAt(at + KEY_LENGTH) < 0) {
      at = end(at);
    }
    return at < used ? at : NONE;
  }

  /** The array that keys and values are in. */
  byte[] bytes() {
    return bytes;
  }

  int hash(int entry) {
    return intAt(entry);
  }

  int key(int entry) {
    return entry + HEADER;
  }

  int keyLength(int entry) {
    int length = intAt(entry + KEY_LENGTH);
    return length < 0 ? ~length : length;
  }

  int value(int entry) {
    return key(entry) + keyLength(entry);
  }

  int valueLength(int entry) {
    return intAt(entry + VALUE_LENGTH);
  }

  private int end(int entry) {
    return value(entry) + valueLength(entry);
  }

  private int intAt(int place) {
    return (int) INT.get(bytes, place);
  }

  /**
   * The entry of a key, or -1.
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
    // of one whose place another has taken the length is negative
    return intAt(entry + KEY_LENGTH) == length
        && Arrays.equals(bytes, begin, begin + length, source, from, from + length);
  }

  /**
   * Adds an entry whose key is not there yet: the bytes of its key, and behind them the value's.
   */
  void add(int hash, byte[] source, int from, int keyLength, int valueLength) {
    ensure(HEADER + (long) keyLength + valueLength);
    INT.set(bytes, used, hash);
    INT.set(bytes, used + KEY_LENGTH, keyLength);
    INT.set(bytes, used + VALUE_LENGTH, valueLength);
    System.arraycopy(source, from, bytes, used + HEADER, keyLength + valueLength);
    index(used);
    used = end(used);
    size++;
  }

  /** Gives an entry another value. */
  void set(int entry, byte[] source, int from, int length) {
    if (length == valueLength(entry)) {
      System.arraycopy(source, from, bytes, value(entry), length);
      return;
    }
    int hash = hash(entry);
    int keyLength = keyLength(entry);
    byte[] both = Arrays.copyOfRange(bytes, key(entry), value(entry) + length);
    System.arraycopy(source, from, both, keyLength, length);
    remove(entry);
    add(hash, both, 0, keyLength, length);
  }

  /** Takes an entry out. */
  void remove(int entry) {
    dead += end(entry) - entry;
    size--;
    INT.set(bytes, entry + KEY_LENGTH, ~keyLength(entry));
    if (2L * dead > used) {
      compact();
    }
  }

  private void compact() {
    int to = 0;
    for (int entry = first(); entry != NONE; ) {
      int next = next(entry);
      int length = end(entry) - entry;
      System.arraycopy(bytes, entry, bytes, to, length);
      to += length;
      entry = next;
    }
    used = to;
    dead = 0;
    slots = new int[0];
  }

  private void reindex() {
    // room for half as many more, also of those that take the place of others
    slots = new int[Math.max(LEAST_SLOTS, 4 * Integer.highestOneBit(size + (size >> 1)))];
    indexed = 0;
    for (int entry = first(); entry != NONE; entry = next(entry)) {
      index(entry);
    }
  }

  /** Without room for it, or before one was looked for, there is no index. */
  private void index(int entry) {
    if (2 * (indexed + 1) > slots.length) {
      slots = new int[0];
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

  private void ensure(long more) {
    if (bytes.length - used >= more) {
      return;
    }
    if (used + more > MOST_BYTES) {
      throw new IllegalStateException(
          "expected at most 2 GB for the groups of a window that share a bucket, found more;"
              + " take shorter windows, or fewer groups");
    }
    long wanted = Math.max(used + more, bytes.length * 3L / 2);
    bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, wanted));
  }

  /** Writes them down; changes nothing. */
  void encode(DataOutputStream out) throws IOException {
    out.writeInt(size);
    out.writeInt(used - dead);
    if (dead == 0) {
      out.write(bytes, 0, used);
      return;
    }
    for (int entry = first(); entry != NONE; entry = next(entry)) {
      out.write(bytes, entry, end(entry) - entry);
    }
  }

  /** What was written down. */
  static PackedEntries decode(DataInputStream in) throws IOException {
    PackedEntries entries = new PackedEntries();
    entries.size = in.readInt();
    entries.used = in.readInt();
    entries.bytes = new byte[entries.used];
    in.readFully(entries.bytes);
    return entries;
  }
}
