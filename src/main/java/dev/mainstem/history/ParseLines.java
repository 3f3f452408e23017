package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.RowParser;
import dev.mainstem.record.Utf8;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of lines. Not thread-safe.
 *
 * <p>A DoFn opens it in its setup, begins and ends each range, and closes it at its end.
 */
final class ParseLines implements Serializable {

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final HistorySpec history;
  private final List<HistoryFile> files;

  private transient Map<String, Source> sources = new HashMap<>();
  private transient @Nullable Source source;
  private transient RecordOutput output = new RecordOutput(ReadHistory.STAGE);

  /**
   * A file that lines come from, and the line that is looked at: one object for all lines, because
   * one for each would cost more than to ask where a line stands, which few do.
   */
  private static final class Source
      implements RecordOutput.RawRecord,
          RecordOutput.TextParser,
          RecordOutput.OriginOf,
          RowParser.Surroundings {

    final HistoryFile file;
    final LineParser parser;
    final LineNumbers numbers;
    @Nullable RecordSplitter line;
    long range;
    long index;

    Source(StreamSpec stream, HistorySpec history, HistoryFile file) {
      this.file = file;
      this.parser = LineParser.of(stream, history, file);
      this.numbers = new LineNumbers(file.resource());
    }

    void enter(long from) {
      range = from;
      index = -1;
    }

    /** Goes on to a line; false if it is a header. */
    boolean next(RecordSplitter next) {
      line = next;
      index++;
      return range > 0 || index >= file.skip();
    }

    @Override
    public void parse(JsonRecords.Receiver rows) throws BadValue {
      RecordSplitter at = Objects.requireNonNull(line);
      parser.parse(at.array(), at.from(), at.to(), this, rows);
    }

    @Override
    public String text() {
      return Objects.requireNonNull(line).text();
    }

    @Override
    public void parse(String text, JsonRecords.Receiver rows) throws BadValue {
      parser.parse(text, this, rows);
    }

    @Override
    public Origin get() {
      try {
        return Origin.ofLine(file.name(), numbers.number(range, index));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public @Nullable String get(Metadata metadata) {
      return switch (metadata) {
        case FILE -> file.name();
        case LINE -> Long.toString(get().line());
        default -> null;
      };
    }
  }

  ParseLines(StreamSpec stream, HistorySpec history, List<HistoryFile> files) {
    this.stream = stream;
    this.history = history;
    this.files = List.copyOf(files);
  }

  /** Makes what is not sent to workers. */
  void open() {
    output = new RecordOutput(ReadHistory.STAGE);
    sources = new HashMap<>();
    for (HistoryFile file : files) {
      sources.put(file.resource(), new Source(stream, history, file));
    }
  }

  /** Begins a range, whose records go to the receiver. */
  void begin(FileRange range, RecordReceiver out) {
    Source entered = Objects.requireNonNull(sources.get(range.resource()), range.resource());
    entered.enter(range.from());
    output.bind(out, entered.parser.rows(), entered);
    source = entered;
  }

  /**
   * The row of the line that is read next of the range, or what is rejected of it; nothing of a
   * header, a comment, a blank line.
   */
  void take(RecordSplitter line) {
    Source at = Objects.requireNonNull(source);
    if (!at.next(line)) {
      return;
    }
    if (line.isAscii()) {
      output.take(at);
      return;
    }
    String text = line.text();
    if (at.parser.isNoRecord(text)) {
      return;
    }
    if (text.indexOf(Utf8.REPLACEMENT) < 0) {
      output.take(text, at);
    } else {
      // so is read what is no UTF-8, and also the character itself
      output.take(line.bytes(), line.charset(), at);
    }
  }

  /** Notes that all lines of a range were taken, and hands the counts over. */
  void end(FileRange range) {
    output.read(range.to() - range.from());
    output.flush();
    // what it is at holds a buffer, and there is one for each file
    Objects.requireNonNull(source).line = null;
  }

  /** Closes the files that were looked into. */
  void close() throws IOException {
    for (Source opened : sources.values()) {
      opened.numbers.close();
    }
  }
}
