package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Cuts one file into the texts of its records, from its start to its end, without parsing them. At
 * no time is more than one record in memory.
 */
public final class RecordTexts {

  /** Takes the texts, in the order of the file. */
  public interface Receiver {

    /**
     * The text of a record.
     *
     * @param charset in which the bytes should be text
     * @param line the line on which it ends, from 1; in a JSON array, the number of the element
     */
    void text(byte[] bytes, Charset charset, long line);

    /** Something at that place that belongs to no record. */
    void bad(BadValue why, String raw, long line);
  }

  private final HistorySpec history;
  private final HistoryFile file;
  private final Receiver receiver;

  private RecordTexts(HistorySpec history, HistoryFile file, Receiver receiver) {
    this.history = history;
    this.file = file;
    this.receiver = receiver;
  }

  /** Gives the texts of a file to the receiver: no header, no blank lines, no comments. */
  public static void read(HistorySpec history, HistoryFile file, Receiver receiver)
      throws IOException {
    RecordTexts texts = new RecordTexts(history, file, receiver);
    if (file.reading() == HistoryFile.Reading.JSON_ARRAY) {
      texts.readArray();
    } else {
      texts.readLines();
    }
  }

  private void readLines() throws IOException {
    try (RecordSplitter splitter = open()) {
      for (int n = 1; splitter.next(); n++) {
        if (n > file.skip() && !splitter.isBlankOrComment()) {
          receiver.text(splitter.bytes(), splitter.charset(), splitter.lastLine());
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
        receiver.text(splitter.bytes(), StandardCharsets.UTF_8, splitter.number());
      }
      byte[] rest = splitter.rest();
      if (splitter.isCutOff()) {
        BadValue why = new BadValue("expected ] at the end of the array", "the end of the file");
        receiver.bad(why, "(end of file)", splitter.number() + 1);
      } else if (rest.length > 0) {
        BadValue why = new BadValue("expected the end of the file behind the array", "");
        receiver.bad(why, new String(rest, StandardCharsets.UTF_8), splitter.number() + 1);
      }
    }
  }
}
