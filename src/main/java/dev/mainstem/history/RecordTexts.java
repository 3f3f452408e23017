package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.TypedFile;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Cuts one file into the texts of its records, from its start to its end, without parsing them. At
 * no time is more than one record in memory. Not thread-safe.
 */
public abstract sealed class RecordTexts implements Closeable {

  /** Takes the texts, in the order of the file. */
  public interface Receiver {

    /**
     * The text of a record.
     *
     * @param charset in which the bytes should be text
     * @param line the line on which it ends, from 1; in a JSON array, the number of the element,
     *     and in a file with a schema of its own, that of the record
     */
    void text(byte[] bytes, Charset charset, long line);

    /**
     * The same for a record that is known to be ASCII.
     *
     * @param bytes among which it is; the next record may take its place
     * @param from where it begins among them
     * @param to where it ends
     */
    default void ascii(byte[] bytes, int from, int to, long line) {
      text(Arrays.copyOfRange(bytes, from, to), StandardCharsets.US_ASCII, line);
    }

    /** Something at that place that belongs to no record. */
    void bad(BadValue why, byte[] raw, long line);
  }

  /** Opens a file; whoever opens it closes it. */
  static RecordTexts open(HistorySpec history, HistoryFile file) throws IOException {
    return open(history, file, bytes -> {});
  }

  /** The same, for somebody who watches how its bytes are read; of a typed file nothing is seen. */
  private static RecordTexts open(HistorySpec history, HistoryFile file, LongConsumer watch)
      throws IOException {
    if (file.reading() == HistoryFile.Reading.TYPED) {
      return new Objects(TypedFiles.open(history.format(), file.resource(), file.columns()));
    }
    return open(history, file, FileBytes.open(file.resource(), watch));
  }

  /** A file of text over its bytes, which were opened already, and are closed with it. */
  static RecordTexts open(HistorySpec history, HistoryFile file, InputStream bytes)
      throws IOException {
    return file.reading() == HistoryFile.Reading.JSON_ARRAY
        ? new Elements(new JsonArraySplitter(bytes))
        : new Lines(splitter(history, bytes), file.skip());
  }

  /** Gives all texts of a file to the receiver: no header, no blank lines, no comments. */
  public static void read(HistorySpec history, HistoryFile file, Receiver receiver)
      throws IOException {
    read(history, file, bytes -> {}, receiver);
  }

  /**
   * The same, for somebody who watches how the file is read.
   *
   * @param watch as that of {@link FileBytes#open}; is told nothing of a typed file
   */
  public static void read(
      HistorySpec history, HistoryFile file, LongConsumer watch, Receiver receiver)
      throws IOException {
    try (RecordTexts texts = open(history, file, watch)) {
      boolean more = true;
      while (more) {
        more = texts.next(receiver);
      }
    }
  }

  private static RecordSplitter splitter(HistorySpec history, InputStream bytes)
      throws IOException {
    return history.format() == Format.CSV
        ? RecordSplitter.csv(bytes, history.csv())
        : RecordSplitter.lines(bytes);
  }

  /**
   * Gives the next text to the receiver.
   *
   * @return false behind the last, when nothing was given
   */
  abstract boolean next(Receiver receiver) throws IOException;

  /** Passes over texts that were read before. */
  final void skip(long texts) throws IOException {
    Receiver nobody = new Nobody();
    for (long i = 0; i < texts; i++) {
      next(nobody);
    }
  }

  private static final class Nobody implements Receiver {

    @Override
    public void text(byte[] bytes, Charset charset, long line) {}

    @Override
    public void ascii(byte[] bytes, int from, int to, long line) {}

    @Override
    public void bad(BadValue why, byte[] raw, long line) {}
  }

  private static final class Lines extends RecordTexts {

    private final RecordSplitter splitter;
    private int headers;

    Lines(RecordSplitter splitter, int headers) {
      this.splitter = splitter;
      this.headers = headers;
    }

    @Override
    boolean next(Receiver receiver) throws IOException {
      while (splitter.next()) {
        if (headers > 0) {
          headers--;
        } else if (!splitter.isBlankOrComment()) {
          give(receiver);
          return true;
        }
      }
      return false;
    }

    private void give(Receiver receiver) {
      if (splitter.isAscii()) {
        receiver.ascii(splitter.array(), splitter.from(), splitter.to(), splitter.lastLine());
      } else {
        receiver.text(splitter.bytes(), splitter.charset(), splitter.lastLine());
      }
    }

    @Override
    public void close() throws IOException {
      splitter.close();
    }
  }

  /** Records that are JSON only now. */
  private static final class Objects extends RecordTexts {

    private final TypedFile records;
    private long number;

    Objects(TypedFile records) {
      this.records = records;
    }

    @Override
    boolean next(Receiver receiver) throws IOException {
      byte[] object = records.next();
      if (object == null) {
        return false;
      }
      receiver.text(object, StandardCharsets.UTF_8, ++number);
      return true;
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }

  private static final class Elements extends RecordTexts {

    private final JsonArraySplitter splitter;
    private boolean cutOffTold;

    Elements(JsonArraySplitter splitter) {
      this.splitter = splitter;
    }

    @Override
    boolean next(Receiver receiver) throws IOException {
      if (splitter.next()) {
        receiver.text(splitter.bytes(), StandardCharsets.UTF_8, splitter.number());
        return true;
      }
      long behind = splitter.number() + 1;
      if (splitter.isCutOff() && !cutOffTold) {
        cutOffTold = true;
        BadValue why = new BadValue("expected ] at the end of the array", "the end of the file");
        receiver.bad(why, "(end of file)".getBytes(StandardCharsets.UTF_8), behind);
        return true;
      }
      byte[] rest = splitter.rest();
      if (rest.length == 0) {
        return false;
      }
      receiver.bad(new BadValue("expected the end of the file behind the array", ""), rest, behind);
      return true;
    }

    @Override
    public void close() throws IOException {
      splitter.close();
    }
  }
}
