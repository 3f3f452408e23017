package dev.mainstem.history;

import dev.mainstem.spec.CsvSpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream of bytes into records and counts its lines, without decoding it, so that a record
 * that is no text in its charset still has its bytes.
 *
 * <p>A record ends with LF, CRLF or CR, unless a quoted cell is open. That is seen by the code
 * units (bytes; two or four of them in UTF-16 and UTF-32), which works in every charset whose line
 * breaks, quotes and delimiters are their ASCII codes. A byte-order mark is passed over. Not
 * thread-safe.
 */
final class RecordSplitter implements Closeable {

  private static final int NONE = -2;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final byte[] UTF8_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  /** A quote that is never closed must not take the rest of a large file into memory. */
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private enum State {
    CELL_START,
    IN_CELL,
    IN_QUOTES,
    AFTER_QUOTE
  }

  private final ByteWindow bytes;
  private final Charset charset;
  private final int width;
  private final boolean bigEndian;
  private final int delimiter;
  private final int quote;
  private final int comment;

  /** Whether a record ends with its line, and bytes tell where that does. */
  private final boolean oneLine;

  private final boolean linesOfUtf8;

  private int recordLength;
  private boolean isComment;
  private long firstLine;
  private long lastLine;

  private RecordSplitter(ByteWindow bytes, Charset charset, int delimiter, int quote, int comment) {
    this.bytes = bytes;
    this.charset = charset;
    this.width =
        charset.name().startsWith("UTF-16") ? 2 : charset.name().startsWith("UTF-32") ? 4 : 1;
    this.bigEndian = !charset.name().endsWith("LE");
    this.delimiter = delimiter;
    this.quote = quote;
    this.comment = comment;
    this.oneLine = width == 1 && quote == NONE;
    this.linesOfUtf8 = oneLine && charset.equals(StandardCharsets.UTF_8);
  }

  /** One record a line. */
  static RecordSplitter lines(InputStream in) throws IOException {
    ByteWindow bytes = new ByteWindow(in);
    return new RecordSplitter(bytes, StandardCharsets.UTF_8, NONE, NONE, NONE).passMark();
  }

  /** The records of CSV, with line breaks inside of quotes if the dialect allows them. */
  static RecordSplitter csv(InputStream in, CsvSpec dialect) throws IOException {
    ByteWindow bytes = new ByteWindow(in);
    return new RecordSplitter(
            bytes,
            withByteOrder(dialect.charsetOf(), bytes),
            dialect.multiline() ? dialect.delimiter() : NONE,
            dialect.multiline() ? dialect.quote() : NONE,
            dialect.comment() == null ? NONE : dialect.comment())
        .passMark();
  }

  /** UTF-16 and UTF-32 with the order that the stream's mark says; without one, big-endian. */
  private static Charset withByteOrder(Charset charset, ByteWindow bytes) throws IOException {
    if (!charset.name().equals("UTF-16") && !charset.name().equals("UTF-32")) {
      return charset;
    }
    boolean littleEndian = bytes.peek(2, false) == BYTE_ORDER_MARK;
    return Charset.forName(charset.name() + (littleEndian ? "LE" : "BE"));
  }

  private RecordSplitter passMark() throws IOException {
    if (width > 1 && peek() == BYTE_ORDER_MARK) {
      bytes.pass(width);
    } else if (charset.equals(StandardCharsets.UTF_8)) {
      bytes.passIfNext(UTF8_MARK);
    }
    return this;
  }

  /**
   * Goes to the next record; a blank line is one too.
   *
   * @return false at the end; a line end there is not followed by a further record
   */
  boolean next() throws IOException {
    bytes.startHere();
    firstLine = lastLine + 1;
    int unit = peek();
    isComment = unit == comment;
    if (unit == ByteWindow.END && bytes.peek() == ByteWindow.END) {
      return false;
    }
    lastLine = firstLine;
    if (oneLine) {
      bytes.passToLineBreak();
    } else {
      passUnits(unit);
    }
    endRecord(peek());
    return true;
  }

  private void passUnits(int first) throws IOException {
    State state = isComment ? State.IN_CELL : State.CELL_START;
    int unit = first;
    while (unit != ByteWindow.END && !(isLineBreak(unit) && endsRecord(state))) {
      state = after(state, unit);
      bytes.pass(width);
      if (isLineBreak(unit)) {
        lastLine++;
        passLineFeedAfter(unit);
      }
      unit = peek();
    }
  }

  private void endRecord(int unit) throws IOException {
    if (unit == ByteWindow.END) {
      // a part of a unit belongs to the record, which it makes no text
      bytes.passRest();
    }
    recordLength = bytes.length();
    if (unit != ByteWindow.END) {
      bytes.pass(width);
      passLineFeedAfter(unit);
    }
  }

  private static boolean isLineBreak(int unit) {
    return unit == '\n' || unit == '\r';
  }

  private boolean endsRecord(State state) {
    return state != State.IN_QUOTES || bytes.length() > MAX_RECORD_BYTES;
  }

  private State after(State state, int unit) {
    if (unit == quote && state != State.IN_CELL) {
      return state == State.IN_QUOTES ? State.AFTER_QUOTE : State.IN_QUOTES;
    }
    if (state == State.IN_QUOTES) {
      return state;
    }
    return unit == delimiter ? State.CELL_START : State.IN_CELL;
  }

  private void passLineFeedAfter(int unit) throws IOException {
    if (unit == '\r' && peek() == '\n') {
      bytes.pass(width);
    }
  }

  private int peek() throws IOException {
    return width == 1 ? bytes.peek() : bytes.peek(width, bigEndian);
  }

  /** Whether the record is known to be ASCII: lines of UTF-8 are looked at, and no others. */
  boolean isAscii() {
    return linesOfUtf8 && bytes.isAscii();
  }

  /** The bytes that have the record from {@link #from()} to before {@link #to()}, for now. */
  byte[] array() {
    return bytes.array();
  }

  /** Where the record begins in the array. */
  int from() {
    return bytes.start();
  }

  /** Where the record ends in the array, without its line end. */
  int to() {
    return bytes.start() + recordLength;
  }

  /** A copy of the record's bytes, without its line end. */
  byte[] bytes() {
    return bytes.copy(0, recordLength);
  }

  /** The record as text; bytes that are none in its charset become replacement characters. */
  String text() {
    return new String(bytes.array(), bytes.start(), recordLength, charset);
  }

  /** The charset of the bytes, with its byte order. */
  Charset charset() {
    return charset;
  }

  /** Whether the record is no row: a line of nothing, or a comment. */
  boolean isBlankOrComment() {
    return recordLength == 0 || isComment;
  }

  /** Where the record begins, in bytes from the start of the stream. */
  long startOffset() {
    return bytes.startOffset();
  }

  /** The line on which the record begins, from 1. */
  long firstLine() {
    return firstLine;
  }

  /** The line on which the record ends. */
  long lastLine() {
    return lastLine;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
