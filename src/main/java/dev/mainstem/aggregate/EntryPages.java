package dev.mainstem.aggregate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Keys with their values, both of them bytes, one behind the other in pages: an array of everything
 * would be copied, and leave its old one behind, whenever it grows.
 *
 * <p>An entry is known by its place, which is its page and in it that of its first byte: a hash of
 * the key, the lengths of key and value, and both. One that was taken out stays where it was, dead,
 * until all others have moved. Not thread-safe, but while nobody changes anything, many may encode.
 */
abstract class EntryPages {

  /** What {@link #first} and {@link #next} answer behind the last one. */
  static final int NONE = -1;

  /** The lengths of a key and of a value up to which there is room for them. */
  static final int MOST_KEY = (1 << 21) - 1;

  static final int MOST_VALUE = (1 << 10) - 1;

  private static final int LENGTHS = 4;
  private static final int HEADER = 8;
  private static final int VALUE_BITS = 10;

  private static final int PAGE_BITS = 13;
  private static final int PAGE_BYTES = 1 << PAGE_BITS;
  private static final int OFFSET = PAGE_BYTES - 1;

  /** As many as places can tell apart. */
  private static final int MOST_PAGES = 1 << (31 - PAGE_BITS);

  /** Of the first page, which grows: most buckets have few entries. */
  private static final int LEAST_BYTES = 256;

  /** One whose only entry is larger has the size of that. */
  private byte[][] pages = new byte[1][];

  /** How many bytes of each page are entries, and how many of these are of dead ones. */
  private int[] filled = new int[1];

  private int[] dead = new int[1];

  private int pageCount;

  /** Both of them over all pages. */
  private long used;

  private long unused;

  /** The first entry, or {@link #NONE}. */
  final int first() {
    return aliveFrom(0, 0);
  }

  /** The one behind another, or {@link #NONE}. */
  final int next(int entry) {
    return aliveFrom(entry >>> PAGE_BITS, (entry & OFFSET) + length(entry));
  }

  private int aliveFrom(int page, int offset) {
    int at = offset;
    for (int p = page; p < pageCount; p++) {
      while (at < filled[p] && isDead(place(p, at))) {
        at += length(place(p, at));
      }
      if (at < filled[p]) {
        return place(p, at);
      }
      at = 0;
    }
    return NONE;
  }

  private static int place(int page, int offset) {
    return page << PAGE_BITS | offset;
  }

  /** The array that the key and the value of an entry are in. */
  final byte[] bytes(int entry) {
    return pages[entry >>> PAGE_BITS];
  }

  final int hash(int entry) {
    return (int) BigEndian.INT.get(bytes(entry), entry & OFFSET);
  }

  /** Where in its array its key begins. */
  final int key(int entry) {
    return (entry & OFFSET) + HEADER;
  }

  final int keyLength(int entry) {
    return lengths(entry) >> VALUE_BITS;
  }

  /** Where in its array its value begins. */
  final int value(int entry) {
    return key(entry) + keyLength(entry);
  }

  final int valueLength(int entry) {
    return lengths(entry) & MOST_VALUE;
  }

  /** How many bytes it takes. */
  final int length(int entry) {
    return HEADER + keyLength(entry) + valueLength(entry);
  }

  private int lengths(int entry) {
    int lengths = (int) BigEndian.INT.get(bytes(entry), (entry & OFFSET) + LENGTHS);
    return lengths < 0 ? ~lengths : lengths;
  }

  final boolean isDead(int entry) {
    return (int) BigEndian.INT.get(bytes(entry), (entry & OFFSET) + LENGTHS) < 0;
  }

  /** Whether dead entries take more room than the others. */
  final boolean isMostlyDead() {
    return 2 * unused > used;
  }

  /**
   * Puts an entry behind the others; its place. Its key and value are still to be written there.
   *
   * @throws IndexOutOfBoundsException if there is no room for one of the lengths
   */
  final int append(int hash, int keyLength, int valueLength) {
    Objects.checkIndex(keyLength, MOST_KEY + 1);
    Objects.checkIndex(valueLength, MOST_VALUE + 1);
    int length = HEADER + keyLength + valueLength;
    int page = pageFor(length);
    int offset = filled[page];
    BigEndian.INT.set(pages[page], offset, hash);
    BigEndian.INT.set(pages[page], offset + LENGTHS, keyLength << VALUE_BITS | valueLength);
    filled[page] += length;
    used += length;
    return place(page, offset);
  }

  private int pageFor(int more) {
    int last = pageCount - 1;
    if (last < 0 || filled[last] + more > PAGE_BYTES) {
      addPage(new byte[Math.max(more, last < 0 ? LEAST_BYTES : PAGE_BYTES)], 0);
    } else if (filled[last] + more > pages[last].length) {
      int wanted = Math.max(filled[last] + more, 2 * pages[last].length);
      pages[last] = Arrays.copyOf(pages[last], Math.min(PAGE_BYTES, wanted));
    }
    return pageCount - 1;
  }

  private void addPage(byte[] page, int bytes) {
    if (pageCount == MOST_PAGES) {
      throw new IllegalStateException(
          "expected at most %,d pages of %,d bytes for the groups of a window that share a bucket,"
                  .formatted(MOST_PAGES, PAGE_BYTES)
              + " found more; take shorter windows, or fewer groups");
    }
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, 2 * pageCount);
      filled = Arrays.copyOf(filled, 2 * pageCount);
      dead = Arrays.copyOf(dead, 2 * pageCount);
    }
    pages[pageCount] = page;
    filled[pageCount++] = bytes;
    used += bytes;
  }

  /** Takes an entry out. */
  final void kill(int entry) {
    BigEndian.INT.set(bytes(entry), (entry & OFFSET) + LENGTHS, ~lengths(entry));
    dead[entry >>> PAGE_BITS] += length(entry);
    unused += length(entry);
  }

  /** Takes over the pages of another one, which is of no use any more. */
  final void takePages(EntryPages other) {
    pages = other.pages;
    filled = other.filled;
    dead = other.dead;
    pageCount = other.pageCount;
    used = other.used;
    unused = other.unused;
  }

  /** Writes the entries down, page by page; changes nothing. */
  final void encodePages(DataOutputStream out) throws IOException {
    out.writeInt(pageCount);
    for (int page = 0; page < pageCount; page++) {
      out.writeInt(filled[page] - dead[page]);
      if (dead[page] == 0) {
        out.write(pages[page], 0, filled[page]);
      } else {
        encodeAlive(page, out);
      }
    }
  }

  private void encodeAlive(int page, DataOutputStream out) throws IOException {
    for (int at = 0; at < filled[page]; at += length(place(page, at))) {
      if (!isDead(place(page, at))) {
        out.write(pages[page], at, length(place(page, at)));
      }
    }
  }

  /** Adds what was written down. */
  final void decodePages(DataInputStream in) throws IOException {
    for (int pages = in.readInt(); pages > 0; pages--) {
      byte[] page = new byte[in.readInt()];
      in.readFully(page);
      addPage(page, page.length);
    }
  }
}
