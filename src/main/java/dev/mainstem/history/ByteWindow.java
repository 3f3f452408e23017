package dev.mainstem.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A window that slides over a stream of bytes: what lies between the start of the current record
 * and the furthest byte read is in one array. Not thread-safe.
 */
final class ByteWindow implements Closeable {

  /** What {@link #peek} answers behind the last byte. */
  static final int END = -1;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = '\n' * ONES;
  private static final long RETURNS = '\r' * ONES;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private ByteBuffer words = wordsOf(buffer);
  private long bufferOffset;
  private int start;
  private int at;
  private int limit;

  /** What {@link #passToLineBreak} passed of the record, put together bit by bit. */
  private long bits;

  ByteWindow(InputStream in) {
    this.in = in;
  }

  /** Makes the next byte the start of a record; what lies before is forgotten. */
  void startHere() {
    start = at;
    bits = 0;
  }

  /** How many bytes of the record were passed. */
  int length() {
    return at - start;
  }

  /** Where the record starts, in bytes from the start of the stream. */
  long startOffset() {
    return bufferOffset + start;
  }

  /** The bytes that have the record; of use until the next is read. */
  byte[] array() {
    return buffer;
  }

  /** Where the record starts in that array. */
  int start() {
    return start;
  }

  /** Whether all that was passed to a line break is ASCII. */
  boolean isAscii() {
    return (bits & HIGHEST_BITS) == 0;
  }

  /** A copy of the record's first bytes. */
  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(buffer, start + from, start + to);
  }

  /** A byte of the record, from 0 to 255. */
  int byteAt(int index) {
    return buffer[start + index] & 0xFF;
  }

  /** The next byte, which stays the next one; {@link #END} behind the last. */
  int peek() throws IOException {
    return at < limit || fill() ? buffer[at] & 0xFF : END;
  }

  /**
   * The next unit of several bytes, which stays the next one; {@link #END} where fewer are left.
   */
  int peek(int width, boolean bigEndian) throws IOException {
    while (limit - at < width) {
      if (!fill()) {
        return END;
      }
    }
    int unit = 0;
    for (int i = 0; i < width; i++) {
      unit = (unit << 8) | (buffer[bigEndian ? at + i : at + width - 1 - i] & 0xFF);
    }
    return unit;
  }

  /** Passes bytes that were peeked at. */
  void pass(int bytes) {
    at += bytes;
  }

  /** Passes all up to the next line feed or carriage return, or to the end of the stream. */
  void passToLineBreak() throws IOException {
    boolean more = true;
    while (more) {
      passWords();
      passBytes();
      more = at == limit && fill();
    }
  }

  private void passWords() {
    for (; at + Long.BYTES <= limit; at += Long.BYTES) {
      long word = words.getLong(at);
      long breaks = lineBreaks(word);
      if (breaks != 0) {
        bits |= word & (Long.lowestOneBit(breaks) - 1);
        at += Long.numberOfTrailingZeros(breaks) / Byte.SIZE;
        return;
      }
      bits |= word;
    }
  }

  private void passBytes() {
    for (; at < limit && buffer[at] != '\n' && buffer[at] != '\r'; at++) {
      bits |= buffer[at];
    }
  }

  /**
   * The highest bit of each byte of a word that is a line break; of those above the lowest that is
   * one, others may be set too. How to find a byte of zeros: Henry S. Warren, "Hacker's Delight"
   * (2003), 6-1.
   */
  private static long lineBreaks(long word) {
    long feeds = word ^ LINE_FEEDS;
    long returns = word ^ RETURNS;
    return (((feeds - ONES) & ~feeds) | ((returns - ONES) & ~returns)) & HIGHEST_BITS;
  }

  /** Passes what is left in the window: at the end of the stream, all there is. */
  void passRest() {
    at = limit;
  }

  /** Whether the stream goes on with these bytes, which are passed if it does. */
  boolean passIfNext(byte[] bytes) throws IOException {
    while (limit - at < bytes.length) {
      if (!fill()) {
        return false;
      }
    }
    boolean next = Arrays.equals(buffer, at, at + bytes.length, bytes, 0, bytes.length);
    at += next ? bytes.length : 0;
    return next;
  }

  /** Reads on, keeping the record; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      bufferOffset += start;
      at -= start;
      limit -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      words = wordsOf(buffer);
    }
    int read = 0;
    while (read == 0) {
      read = in.read(buffer, limit, buffer.length - limit);
    }
    limit += Math.max(0, read);
    return read >= 0;
  }

  /** The first byte of a word is its lowest. */
  private static ByteBuffer wordsOf(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
