package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.RowParser;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the records of one file out of its texts, in the order of the file. Not thread-safe. */
public final class FileRecords implements RecordTexts.Receiver {

  private final HistoryFile file;
  private final LineParser parser;
  private final @Nullable PromisedOrder order;
  private final RecordOutput output;
  private final RecordReceiver receiver;

  /**
   * @param order that the rows are held to, or null
   * @param output of the stage that the records are counted for
   * @param receiver takes the records
   */
  FileRecords(
      StreamSpec stream,
      HistorySpec history,
      HistoryFile file,
      @Nullable PromisedOrder order,
      RecordOutput output,
      RecordReceiver receiver) {
    this.file = file;
    this.parser = LineParser.of(stream, history, file);
    this.order = order;
    this.output = output;
    this.receiver = receiver;
  }

  /** Gives all records of a file to the receiver. */
  public static void read(
      StreamSpec stream, HistorySpec history, HistoryFile file, RecordReceiver receiver)
      throws IOException {
    read(stream, history, file, new RecordOutput(ReadHistory.STAGE), receiver);
  }

  /**
   * The same, for somebody who watches how the file is read.
   *
   * @param watch as that of {@link RecordTexts#read}
   */
  public static void read(
      StreamSpec stream,
      HistorySpec history,
      HistoryFile file,
      LongConsumer watch,
      RecordReceiver receiver)
      throws IOException {
    RecordTexts.read(history, file, watch, of(stream, history, file, receiver));
  }

  /** What makes records of texts that once were in a file. */
  public static FileRecords of(
      StreamSpec stream, HistorySpec history, HistoryFile file, RecordReceiver receiver) {
    return new FileRecords(
        stream, history, file, null, new RecordOutput(ReadHistory.STAGE), receiver);
  }

  /** Gives all records of a file to the receiver, counted by the output of a stage. */
  static void read(
      StreamSpec stream,
      HistorySpec history,
      HistoryFile file,
      RecordOutput output,
      RecordReceiver receiver)
      throws IOException {
    RecordTexts.read(history, file, new FileRecords(stream, history, file, null, output, receiver));
  }

  @Override
  public void text(byte[] bytes, Charset charset, long line) {
    Place place = bind(line);
    output.take(
        bytes,
        charset,
        (text, records) -> {
          // an element of an array is one whatever it looks like
          if (file.reading() == HistoryFile.Reading.JSON_ARRAY || !parser.isNoRecord(text)) {
            parser.parse(text, place, inOrder(records, () -> text, place));
          }
        });
  }

  @Override
  public void ascii(byte[] bytes, int from, int to, long line) {
    Place place = bind(line);
    output.take(
        new RecordOutput.RawRecord() {
          @Override
          public void parse(JsonRecords.Receiver records) throws BadValue {
            parser.parse(bytes, from, to, place, inOrder(records, this::text, place));
          }

          @Override
          public String text() {
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
          }
        });
  }

  private JsonRecords.Receiver inOrder(
      JsonRecords.Receiver records, Supplier<String> text, Place place) {
    return order == null ? records : order.before(records, parser.rows(), text, place::toString);
  }

  @Override
  public void bad(BadValue why, byte[] raw, long line) {
    bind(line);
    output.take(
        raw,
        StandardCharsets.UTF_8,
        (text, records) -> {
          throw why;
        });
  }

  private Place bind(long line) {
    Place place = new Place(file.name(), line);
    output.bind(receiver, parser.rows(), place);
    return place;
  }

  /** Where a record stands. */
  private record Place(String file, long line)
      implements RecordOutput.OriginOf, RowParser.Surroundings {

    @Override
    public Origin get() {
      return Origin.ofLine(file, line);
    }

    @Override
    public @Nullable String get(Metadata metadata) {
      return switch (metadata) {
        case FILE -> file;
        case LINE -> Long.toString(line);
        default -> null;
      };
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }
}
