package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
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
    bind(line);
    output.take(
        bytes,
        charset,
        (text, records) -> {
          // an element of an array is one whatever it looks like
          if (file.reading() == HistoryFile.Reading.JSON_ARRAY || !parser.isNoRecord(text)) {
            parser.parse(text, metadata -> metadata(metadata, line), inOrder(records, text, line));
          }
        });
  }

  private JsonRecords.Receiver inOrder(JsonRecords.Receiver records, String text, long line) {
    return order == null
        ? records
        : order.before(records, parser.rows(), text, () -> file.name() + ":" + line);
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

  private void bind(long line) {
    output.bind(receiver, parser.rows(), () -> Origin.ofLine(file.name(), line));
  }

  private @Nullable String metadata(Metadata metadata, long line) {
    return switch (metadata) {
      case FILE -> file.name();
      case LINE -> Long.toString(line);
      default -> null;
    };
  }
}
