package dev.mainstem.aggregate;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A group between objects and {@linkplain PackedEntries packed} bytes. Not thread-safe. */
final class GroupBytes {

  private final BucketCoder coder;
  private final ByteSink sink = new ByteSink();
  private final ByteSource source = new ByteSource();
  private int keyLength;

  GroupBytes(BucketCoder coder) {
    this.coder = coder;
  }

  /** Makes the bytes of a group: its key, and behind it its accumulators. */
  void encode(Group group, Accumulator[] accumulators) {
    sink.clear();
    try {
      coder.groups().encode(group, sink);
      keyLength = sink.length();
      coder.accumulators().encode(accumulators, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no device that could fail
    }
  }

  /** Makes the bytes of accumulators alone. */
  void encode(Accumulator[] accumulators) {
    sink.clear();
    keyLength = 0;
    try {
      coder.accumulators().encode(accumulators, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many bytes the accumulators took. */
  int valueLength() {
    return sink.length() - keyLength;
  }

  /** Whether there is room for it among packed ones, and sense in packing it. */
  boolean isPackable() {
    return keyLength <= EntryPages.MOST_KEY && valueLength() <= Bucket.MOST_PACKED;
  }

  /** Adds the group that was made bytes of. */
  void addTo(PackedEntries entries, int hash) {
    entries.add(hash, sink.bytes(), 0, keyLength, valueLength());
  }

  /** The entry of the group that was made bytes of, or -1. */
  int findIn(PackedEntries entries, int hash) {
    return entries.find(hash, sink.bytes(), 0, keyLength);
  }

  /** Gives an entry the accumulators that were made bytes of. */
  void setIn(PackedEntries entries, int entry) {
    entries.set(entry, sink.bytes(), keyLength, valueLength());
  }

  /** The group of an entry. */
  Group group(PackedEntries entries, int entry) {
    source.open(entries.bytes(entry), entries.key(entry), entries.keyLength(entry));
    try {
      return coder.groups().decode(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The accumulators of an entry, which share nothing with it. */
  Accumulator[] accumulators(PackedEntries entries, int entry) {
    source.open(entries.bytes(entry), entries.value(entry), entries.valueLength(entry));
    try {
      return coder.accumulators().decode(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
