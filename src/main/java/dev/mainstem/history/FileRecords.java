package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of a history from its start to its end: in a pipeline where only that can cut it
 * into records, and outside of one.
 */
public final class FileRecords {

  private final HistorySpec history;
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
    this.history = history;
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
    FileRecords records = new FileRecords(stream, history, file, output, receiver);
    if (file.reading() == HistoryFile.Reading.JSON_ARRAY) {
      records.readArray();
    } else {
      records.readLines();
    }
  }

  private void readLines() throws IOException {
    try (RecordSplitter splitter = open()) {
      for (int n = 1; splitter.next(); n++) {
        if (n > file.skip() && !splitter.isBlankOrComment()) {
          take(splitter.bytes(), splitter.charset(), splitter.lastLine());
        }
      }
    }
  }

  private RecordSplitter open() throws IOException {
    return history.format() == Format.CSV
        ? RecordSplitter.csv(FileBytes.open(file.resource()), history.csv())
        : RecordSplitter.lines(FileBytes.open(file.resource()));
  }

  private void readArray() throws IOException {
    try (JsonArraySplitter splitter = new JsonArraySplitter(FileBytes.open(file.resource()))) {
      while (splitter.next()) {
        long number = splitter.number();
        bind(number);
        output.take(
            splitter.bytes(), StandardCharsets.UTF_8, (text, rows) -> parse(text, number, rows));
      }
      if (splitter.isCutOff()) {
        BadValue why = new BadValue("expected ] at the end of the array", "the end of the file");
        bind(splitter.number() + 1);
        output.bad(why, 0, "(end of file)");
      }
      rejectRest(splitter);
    }
  }

  private void rejectRest(JsonArraySplitter splitter) throws IOException {
    bind(splitter.number() + 1);
    for (byte[] rest = splitter.rest(); rest.length > 0; rest = splitter.rest()) {
      output.take(
          rest,
          StandardCharsets.UTF_8,
          (text, rows) -> {
            throw new BadValue("expected the end of the file behind the array", "");
          });
    }
  }

  private void take(byte[] bytes, Charset charset, long line) {
    bind(line);
    output.take(
        bytes,
        charset,
        (text, records) -> {
          if (!parser.isNoRecord(text)) {
            parse(text, line, records);
          }
        });
  }

  private void parse(String text, long line, JsonRecords.Receiver records) throws BadValue {
    parser.parse(text, metadata -> metadata(metadata, line), records);
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
