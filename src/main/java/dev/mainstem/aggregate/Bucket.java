package dev.mainstem.aggregate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What is known of the rows of the groups that share a bucket, in some slice or window: the
 * accumulators of each group.
 *
 * <p>Most groups are {@linkplain PackedEntries packed}, and so cost next to nothing while nothing
 * happens to them; to take something in, one is unpacked and packed again. That would take ever
 * longer for accumulators that keep values, so that large ones stay objects. Mutable, not
 * thread-safe, but can be encoded while others encode it.
 */
final class Bucket {

  /**
   * The bytes of accumulators up to which they are packed: those that keep few numbers have less.
   */
  static final int MOST_PACKED = 512;

  private final BucketCoder coder;
  private final PackedEntries packed;
  private final Map<Group, Accumulator[]> large = new HashMap<>();
  private long rows;

  /** One that knows of no rows. */
  Bucket(BucketCoder coder) {
    this(coder, new PackedEntries());
  }

  private Bucket(BucketCoder coder, PackedEntries packed) {
    this.coder = coder;
    this.packed = packed;
  }

  /** How many rows it knows of. */
  long rows() {
    return rows;
  }

  /**
   * Adds what is known of rows of a group, and takes over the accumulators.
   *
   * @param bytes is used for it
   */
  void add(Group group, Accumulator[] accumulators, GroupBytes bytes) {
    rows += GroupResults.rows(accumulators);
    take(group, accumulators, bytes);
  }

  private void take(Group group, Accumulator[] accumulators, GroupBytes bytes) {
    Accumulator[] known = large.get(group);
    if (known != null) {
      merge(known, accumulators);
      return;
    }
    bytes.encode(group, accumulators);
    int entry = bytes.findIn(packed, group.hashCode());
    if (entry >= 0) {
      merge(accumulators, bytes.accumulators(packed, entry));
      set(entry, accumulators, bytes);
    } else if (bytes.isPackable()) {
      bytes.addTo(packed, group.hashCode());
    } else {
      large.put(group, accumulators);
    }
  }

  private void set(int entry, Accumulator[] accumulators, GroupBytes bytes) {
    bytes.encode(accumulators);
    if (bytes.isPackable()) {
      bytes.setIn(packed, entry);
    } else {
      large.put(bytes.group(packed, entry), accumulators);
      packed.remove(entry);
    }
  }

  /** Adds what another one knows, and shares nothing with it. */
  void merge(Bucket other) {
    rows += other.rows;
    GroupBytes bytes = new GroupBytes(coder);
    PackedEntries theirs = other.packed;
    for (int entry = theirs.first(); entry >= 0; entry = theirs.next(entry)) {
      merge(theirs, entry, bytes);
    }
    other.large.forEach((group, accumulators) -> mergeLarge(group, accumulators, bytes));
  }

  private void merge(PackedEntries theirs, int entry, GroupBytes bytes) {
    int hash = theirs.hash(entry);
    int ours = packed.find(hash, theirs.bytes(entry), theirs.key(entry), theirs.keyLength(entry));
    if (ours >= 0) {
      Accumulator[] merged = bytes.accumulators(packed, ours);
      merge(merged, bytes.accumulators(theirs, entry));
      set(ours, merged, bytes);
      return;
    }
    Accumulator[] known = large.isEmpty() ? null : large.get(bytes.group(theirs, entry));
    if (known != null) {
      merge(known, bytes.accumulators(theirs, entry));
    } else {
      packed.add(
          hash,
          theirs.bytes(entry),
          theirs.key(entry),
          theirs.keyLength(entry),
          theirs.valueLength(entry));
    }
  }

  private void mergeLarge(Group group, Accumulator[] theirs, GroupBytes bytes) {
    Accumulator[] known = large.get(group);
    if (known != null) {
      merge(known, theirs);
      return;
    }
    Accumulator[] copy = coder.accumulators().create();
    merge(copy, theirs);
    take(group, copy, bytes);
  }

  private static void merge(Accumulator[] ours, Accumulator[] theirs) {
    for (int i = 0; i < ours.length; i++) {
      ours[i].merge(theirs[i]);
    }
  }

  /** Each group and its accumulators, in no order; they are not changed. */
  void forEach(BiConsumer<Group, Accumulator[]> action) {
    GroupBytes bytes = new GroupBytes(coder);
    for (int entry = packed.first(); entry >= 0; entry = packed.next(entry)) {
      action.accept(bytes.group(packed, entry), bytes.accumulators(packed, entry));
    }
    large.forEach(action);
  }

  void encode(DataOutputStream out) throws IOException {
    out.writeLong(rows);
    packed.encode(out);
    out.writeInt(large.size());
    for (Map.Entry<Group, Accumulator[]> group : large.entrySet()) {
      coder.groups().encode(group.getKey(), out);
      coder.accumulators().encode(group.getValue(), out);
    }
  }

  static Bucket decode(BucketCoder coder, DataInputStream in) throws IOException {
    long rows = in.readLong();
    Bucket bucket = new Bucket(coder, PackedEntries.decode(in));
    bucket.rows = rows;
    int large = in.readInt();
    for (int i = 0; i < large; i++) {
      bucket.large.put(coder.groups().decode(in), coder.accumulators().decode(in));
    }
    return bucket;
  }
}
