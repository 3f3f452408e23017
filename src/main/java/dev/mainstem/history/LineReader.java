package dev.mainstem.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileBasedSource.FileBasedReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a {@link LineSource}: what it tells is of the line that it is at, and of none
 * before it was started or behind the last. Not thread-safe.
 */
final class LineReader extends FileBasedReader<String> {

  private static final byte[] UTF8_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = '\n' * ONES;
  private static final long RETURNS = '\r' * ONES;

  private byte[] bytes = new byte[1 << 16];
  private ByteBuffer words = wordsOf(bytes);
  private @Nullable ReadableByteChannel in;

  /** Where in the file the first of the bytes is. */
  private long offset;

  private int from;
  private int to;
  private int next;
  private int limit;

  /** All bytes of the line, put together bit by bit. */
  private long bits;

  LineReader(LineSource source) {
    super(source);
  }

  /** The bytes that have the line from {@link #from()} to before {@link #to()}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the line begins. */
  int from() {
    return from;
  }

  /** Where the line ends, without its line end. */
  int to() {
    return to;
  }

  /** Whether the line is ASCII, so that each of its bytes is a character. */
  boolean isAscii() {
    return (bits & HIGHEST_BITS) == 0;
  }

  @Override
  public String getCurrent() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  protected long getCurrentOffset() {
    return offset + from;
  }

  @Override
  protected void startReading(ReadableByteChannel channel) throws IOException {
    LineSource source = (LineSource) getCurrentSource();
    in = Compression.detect(source.getFileOrPatternSpec()).readDecompressed(channel);
    long start = source.getStartOffset();
    if (start == 0) {
      passMark();
      return;
    }
    // what the byte before is part of, if only as its line end, began before
    ((SeekableByteChannel) channel).position(start - 1);
    offset = start - 1;
    readNextRecord();
  }

  private void passMark() throws IOException {
    boolean more = true;
    while (more && limit < UTF8_MARK.length) {
      more = fill();
    }
    boolean marked =
        more && Arrays.equals(bytes, 0, UTF8_MARK.length, UTF8_MARK, 0, UTF8_MARK.length);
    next = marked ? UTF8_MARK.length : 0;
  }

  @Override
  protected boolean readNextRecord() throws IOException {
    from = next;
    to = from;
    bits = 0;
    passLine();
    while (to == limit && fill()) {
      passLine();
    }
    boolean ended = to < limit;
    // a further byte is asked for only where it matters: in a stream it may take its time
    boolean twoBytes =
        ended && bytes[to] == '\r' && (to + 1 < limit || fill()) && bytes[to + 1] == '\n';
    next = to + (twoBytes ? 2 : ended ? 1 : 0);
    return next > from;
  }

  /** Goes on to the line end, or to the end of what was read. */
  private void passLine() {
    for (; to + Long.BYTES <= limit; to += Long.BYTES) {
      long word = words.getLong(to);
      long breaks = lineBreaks(word);
      if (breaks != 0) {
        bits |= word & (Long.lowestOneBit(breaks) - 1);
        to += Long.numberOfTrailingZeros(breaks) / Byte.SIZE;
        return;
      }
      bits |= word;
    }
    for (; to < limit && bytes[to] != '\n' && bytes[to] != '\r'; to++) {
      bits |= bytes[to];
    }
  }

  /**
   * The highest bit of each byte that is a line break, for eight bytes at a time; of those above
   * the lowest that is one others may be set too. Which byte of a word is zero: Henry S. Warren,
   * "Hacker's Delight" (2003), 6-1.
   */
  private static long lineBreaks(long word) {
    long feeds = word ^ LINE_FEEDS;
    long returns = word ^ RETURNS;
    return (((feeds - ONES) & ~feeds) | ((returns - ONES) & ~returns)) & HIGHEST_BITS;
  }

  /** Reads on, and keeps the line; false at the end of the file. */
  private boolean fill() throws IOException {
    System.arraycopy(bytes, from, bytes, 0, limit - from);
    offset += from;
    to -= from;
    limit -= from;
    from = 0;
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * limit);
      words = wordsOf(bytes);
    }
    int read = Objects.requireNonNull(in).read(ByteBuffer.wrap(bytes, limit, bytes.length - limit));
    limit += Math.max(0, read);
    return read >= 0;
  }

  private static ByteBuffer wordsOf(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
    super.close();
  }
}
