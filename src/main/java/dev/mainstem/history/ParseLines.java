package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Utf8;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the lines that TextIO read. Not thread-safe.
 *
 * <p>A DoFn opens it in its setup, ends each range, and closes it at its end.
 */
final class ParseLines implements Serializable {

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final HistorySpec history;
  private final List<HistoryFile> files;

  private transient Map<String, Source> sources = new HashMap<>();
  private transient @Nullable Source source;
  private transient @Nullable String resource;
  private transient RecordOutput output = new RecordOutput(ReadHistory.STAGE);

  /** A file that lines come from. */
  private static final class Source {
    final HistoryFile file;
    final LineParser parser;
    final RawLines raw;

    Source(StreamSpec stream, HistorySpec history, HistoryFile file) {
      this.file = file;
      this.parser = LineParser.of(stream, history, file);
      this.raw = new RawLines(file.resource());
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

  /** The row of a line, or what is rejected of it; nothing of a header, a comment, a blank line. */
  void take(HistoryLine line, RecordReceiver out) throws IOException {
    Source from = sourceOf(line);
    boolean header = line.range() == 0 && line.index() < from.file.skip();
    if (header || from.parser.isNoRecord(line.text())) {
      return;
    }
    output.bind(out, from.parser.rows()::eventTimeOf, () -> originOf(line, from));
    if (line.text().indexOf(Utf8.REPLACEMENT) < 0) {
      output.take(line.text(), (text, rows) -> parse(text, line, from, rows));
    } else {
      // TextIO puts this character where a line has bytes that are no UTF-8
      output.take(
          from.raw.bytes(line),
          StandardCharsets.UTF_8,
          (text, rows) -> parse(text, line, from, rows));
    }
  }

  private static void parse(String text, HistoryLine line, Source from, JsonRecords.Receiver rows)
      throws BadValue {
    from.parser.parse(text, metadata -> metadata(metadata, line, from), rows);
  }

  /** Notes that all lines of a range were taken, and hands the counts over. */
  void end(FileRange range) {
    output.read(range.to() - range.from());
    output.flush();
  }

  /** Closes the files that were looked into. */
  void close() throws IOException {
    for (Source opened : sources.values()) {
      opened.raw.close();
    }
  }

  private Source sourceOf(HistoryLine line) {
    Source last = source;
    if (last == null || !line.resource().equals(resource)) {
      last = Objects.requireNonNull(sources.get(line.resource()), line.resource());
      source = last;
      // the text that all lines of the range have, so that equal ones are mostly the same
      resource = line.resource();
    }
    return last;
  }

  private static Origin originOf(HistoryLine line, Source from) {
    try {
      return Origin.ofLine(from.file.name(), from.raw.number(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String metadata(Metadata metadata, HistoryLine line, Source from) {
    return switch (metadata) {
      case FILE -> from.file.name();
      case LINE -> Long.toString(originOf(line, from).line());
      default -> null;
    };
  }
}
