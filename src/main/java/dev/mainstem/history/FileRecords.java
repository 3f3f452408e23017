package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of a history from its start to its end: in a pipeline where only that can cut it
 * into records, and outside of one.
 */
public final class FileRecords implements RecordTexts.Receiver {

  private final HistoryFile file;
  private final LineParser parser;
  private final RecordOutput output;
  private final RecordReceiver receiver;

  private FileRecords(
      StreamSpec stream,
      HistorySpec history,
      HistoryFile file,
      RecordOutput output,
      RecordReceiver receiver) {
    this.file = file;
    this.parser = LineParser.of(stream, history, file);
    this.output = output;
    this.receiver = receiver;
  }

  /** Gives all records of a file to the receiver, in the order of the file. */
  public static void read(
      StreamSpec stream, HistorySpec history, HistoryFile file, RecordReceiver receiver)
      throws IOException {
    read(stream, history, file, new RecordOutput(ReadHistory.STAGE), receiver);
  }

  /** The same, counted by the output of a stage. */
  static void read(
      StreamSpec stream,
      HistorySpec history,
      HistoryFile file,
      RecordOutput output,
      RecordReceiver receiver)
      throws IOException {
    RecordTexts.read(history, file, new FileRecords(stream, history, file, output, receiver));
  }

  @Override
  public void text(byte[] bytes, Charset charset, long line) {
    bind(line);
    output.take(
        bytes,
        charset,
        (text, records) -> {
          if (!parser.isNoRecord(text)) {
            parser.parse(text, metadata -> metadata(metadata, line), records);
          }
        });
  }

  @Override
  public void bad(BadValue why, String raw, long line) {
    bind(line);
    output.bad(why, 0, raw);
  }

  private void bind(long line) {
    output.bind(receiver, parser.rows()::eventTimeOf, () -> Origin.ofLine(file.name(), line));
  }

  private @Nullable String metadata(Metadata metadata, long line) {
    return switch (metadata) {
      case FILE -> file.name();
      case LINE -> Long.toString(line);
      default -> null;
    };
  }
}
