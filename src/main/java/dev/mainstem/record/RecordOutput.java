package dev.mainstem.record;

import java.nio.charset.Charset;
import java.util.Objects;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The two outputs of a stage that makes rows: good records leave it at their event times, bad ones
 * as rejected records, and both are counted.
 *
 * <p>Bound to one record after the other; not thread-safe.
 */
public final class RecordOutput implements JsonRecords.Receiver {

  /** Tells where the current record came from; asked only if it is bad. */
  @FunctionalInterface
  public interface OriginOf {

    /** The origin. */
    Origin get();
  }

  /** Parses the text of a record. */
  @FunctionalInterface
  public interface TextParser {

    /**
     * Gives the records of the text to the receiver.
     *
     * @throws BadValue if all of it is bad
     */
    void parse(String text, JsonRecords.Receiver receiver) throws BadValue;
  }

  /** A record whose text was not made yet. */
  public interface RawRecord {

    /**
     * Gives what it holds to the receiver.
     *
     * @throws BadValue if all of it is bad
     */
    void parse(JsonRecords.Receiver receiver) throws BadValue;

    /** Its text; asked only if it is bad. */
    String text();
  }

  private final String stage;
  private final Tally tally;
  private final EventTimeSpan times;
  private @Nullable RecordReceiver out;
  private @Nullable OriginOf origin;
  private @Nullable RowParser rows;

  /**
   * @param stage the stage's name in rejected records and counters
   */
  public RecordOutput(String stage) {
    this.stage = stage;
    this.tally = new Tally(stage);
    this.times = EventTimeSpan.ofRows(stage);
  }

  /**
   * Binds it to the record that is processed next.
   *
   * @param parser what knows the event time of its rows
   */
  public void bind(RecordReceiver receiver, RowParser parser, OriginOf originOf) {
    this.out = receiver;
    this.rows = parser;
    this.origin = originOf;
  }

  /** The current record: its bytes are decoded and parsed, or rejected in base64. */
  public void take(byte[] bytes, Charset charset, TextParser parser) {
    take(bytes, all -> Utf8.decode(all, charset), parser);
  }

  /** The same, of a record that may be no text. */
  public void take(byte[] bytes, TextDecoder decoder, TextParser parser) {
    String text;
    try {
      text = decoder.decode(bytes);
    } catch (BadValue e) {
      bad(e, bytes);
      return;
    }
    take(text, parser);
  }

  /** The current record is no text: its bytes are rejected in base64. */
  public void bad(BadValue why, byte[] bytes) {
    reject(why, Rejected.bytes(origin(), stage, why.getMessage(), bytes));
  }

  /** The current record: its text is parsed, or rejected. */
  public void take(String text, TextParser parser) {
    try {
      parser.parse(text, this);
    } catch (BadValue e) {
      bad(e, 0, text);
    }
  }

  /** The current record is parsed, or rejected. */
  public void take(RawRecord record) {
    try {
      record.parse(this);
    } catch (BadValue e) {
      bad(e, 0, record.text());
    }
  }

  @Override
  public void row(Row row) {
    tally.count(Tally.ROWS);
    Instant eventTime = Objects.requireNonNull(rows).eventTimeOf(row);
    times.add(eventTime.getMillis());
    Objects.requireNonNull(out).row(row, eventTime);
  }

  @Override
  public void bad(BadValue why, int element, String raw) {
    reject(why, Rejected.text(origin().element(element), stage, why.getMessage(), raw));
  }

  private Origin origin() {
    return Objects.requireNonNull(origin).get();
  }

  private void reject(BadValue why, Rejected rejected) {
    tally.rejected(why.rule());
    Objects.requireNonNull(out).rejected(rejected);
  }

  /** Notes that bytes of a file were read. */
  public void read(long bytes) {
    tally.add("bytes", bytes);
  }

  /** Hands the counts over; to be called when a bundle is finished, or a part of one. */
  public void flush() {
    tally.flush();
    times.flush();
  }
}
