package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.spec.HistorySpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * One file of an ordered history while it is read: its next record, and where that stands.
 *
 * <p>A text is mostly one record; an array on a line of JSON can be several. Not thread-safe.
 */
final class FileCursor implements Closeable, RecordReceiver, RecordTexts.Receiver {

  /** The time of a record that has none: it is due at once. */
  static final long AT_ONCE = Long.MIN_VALUE;

  /** What a record takes beside its text. */
  private static final int RECORD_BYTES = 64;

  private record Pending(HistoryRecord record, long eventTime) {}

  private final int file;
  private final RecordTexts texts;
  private final FileRecords records;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long textsRead;
  private int recordsRead;

  /** The bytes of a text, until a record has them. */
  private int textBytes;

  private FileCursor(
      int file, RecordTexts texts, OrderedSource source, PromisedOrder order, RecordOutput output) {
    this.file = file;
    this.texts = texts;
    this.records =
        new FileRecords(
            source.stream(), source.history(), source.files().get(file), order, output, this);
  }

  /**
   * Opens a file and goes to its next record.
   *
   * @param file its place among the files of the source
   * @param output of the stage that its records are counted for
   * @param mark how far it was read before
   */
  static FileCursor open(int file, OrderedSource source, RecordOutput output, OrderedMark mark)
      throws IOException {
    RecordTexts texts = RecordTexts.open(source.history(), source.files().get(file));
    PromisedOrder order =
        new PromisedOrder(
            source.stream().maxOutOfOrderness(),
            source.history().disorder() == HistorySpec.Disorder.STOP,
            mark.newest(file));
    FileCursor cursor = new FileCursor(file, texts, source, order, output);
    texts.skip(mark.texts(file));
    cursor.textsRead = mark.texts(file);
    cursor.fill();
    for (; cursor.recordsRead < mark.records(file); cursor.recordsRead++) {
      cursor.pending.removeFirst();
    }
    return cursor;
  }

  /** The place of the file among those of the source. */
  int file() {
    return file;
  }

  /** Whether there is no further record. */
  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** When the next record is due: its event time in milliseconds since 1970. */
  long due() {
    return pending.getFirst().eventTime();
  }

  /** Takes the next record, and moves the mark behind it. */
  HistoryRecord take(OrderedMark mark) throws IOException {
    Pending next = pending.removeFirst();
    recordsRead++;
    if (pending.isEmpty()) {
      textsRead++;
      recordsRead = 0;
      fill();
    }
    mark.read(file, next.eventTime(), textsRead, recordsRead);
    if (pending.isEmpty()) {
      mark.finish(file);
    }
    return next.record();
  }

  /** Reads on until there is a record; most texts have one. */
  private void fill() throws IOException {
    while (texts.next(this) && pending.isEmpty()) {
      textsRead++;
    }
  }

  @Override
  public void text(byte[] bytes, Charset charset, long line) {
    textBytes = bytes.length;
    records.text(bytes, charset, line);
  }

  @Override
  public void ascii(byte[] bytes, int from, int to, long line) {
    textBytes = to - from;
    records.ascii(bytes, from, to, line);
  }

  @Override
  public void bad(BadValue why, byte[] raw, long line) {
    textBytes = raw.length;
    records.bad(why, raw, line);
  }

  @Override
  public void row(Row row, Instant eventTime) {
    pending.addLast(new Pending(new HistoryRecord.Good(row, takeBytes()), eventTime.getMillis()));
  }

  @Override
  public void rejected(Rejected rejected) {
    pending.addLast(new Pending(new HistoryRecord.Bad(rejected, takeBytes()), AT_ONCE));
  }

  private int takeBytes() {
    int bytes = RECORD_BYTES + textBytes;
    textBytes = 0;
    return bytes;
  }

  @Override
  public void close() throws IOException {
    texts.close();
  }
}
