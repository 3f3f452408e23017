package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Makes rows of files that only a reading from start to end can cut into records. */
final class ReadWhole extends DoFn<ReadableFile, Row> {

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final HistorySpec history;
  private final Map<String, HistoryFile> files;
  private transient RecordOutput output = new RecordOutput(ReadHistory.STAGE);

  ReadWhole(StreamSpec stream, HistorySpec history, List<HistoryFile> files) {
    this.stream = stream;
    this.history = history;
    this.files =
        files.stream().collect(Collectors.toMap(HistoryFile::resource, Function.identity()));
  }

  /** Makes what is not sent to workers. */
  @Setup
  public void setup() {
    output = new RecordOutput(ReadHistory.STAGE);
  }

  /** One file. */
  @ProcessElement
  public void process(@Element ReadableFile element, MultiOutputReceiver out) throws IOException {
    String resource = element.getMetadata().resourceId().toString();
    HistoryFile file = Objects.requireNonNull(files.get(resource), resource);
    Records records = new Records(file, LineParser.of(stream, history, file), out);
    if (file.reading() == HistoryFile.Reading.JSON_ARRAY) {
      readArray(file, records);
    } else {
      readCsv(file, records);
    }
  }

  /** Counts become Beam's when the bundle does. */
  @FinishBundle
  public void finishBundle() {
    output.finishBundle();
  }

  private void readCsv(HistoryFile file, Records records) throws IOException {
    try (RecordSplitter splitter =
        RecordSplitter.csv(FileBytes.open(file.resource()), history.csv())) {
      for (int n = 1; splitter.next(); n++) {
        if (n > file.skip() && !splitter.isBlankOrComment()) {
          records.take(splitter.bytes(), splitter.charset(), splitter.lastLine());
        }
      }
    }
  }

  private static void readArray(HistoryFile file, Records records) throws IOException {
    try (JsonArraySplitter splitter = new JsonArraySplitter(FileBytes.open(file.resource()))) {
      while (splitter.next()) {
        records.take(splitter.bytes(), StandardCharsets.UTF_8, splitter.number());
      }
      byte[] rest = splitter.rest();
      if (splitter.isCutOff()) {
        BadValue why = new BadValue("expected ] at the end of the array", "the end of the file");
        records.reject(why, "(end of file)", splitter.number() + 1);
      } else if (rest.length > 0) {
        BadValue why = new BadValue("expected the end of the file behind the array", "");
        records.reject(why, new String(rest, StandardCharsets.UTF_8), splitter.number() + 1);
      }
    }
  }

  /** The records of one file on their way out. */
  private final class Records {
    private final HistoryFile file;
    private final LineParser parser;
    private final MultiOutputReceiver out;

    Records(HistoryFile file, LineParser parser, MultiOutputReceiver out) {
      this.file = file;
      this.parser = parser;
      this.out = out;
    }

    void take(byte[] bytes, Charset charset, long line) {
      bind(line);
      output.take(
          bytes, charset, (text, receiver) -> parser.parse(text, m -> metadata(m, line), receiver));
    }

    void reject(BadValue why, String raw, long line) {
      bind(line);
      output.bad(why, 0, raw);
    }

    private void bind(long line) {
      output.bind(out, parser.rows()::eventTimeOf, () -> Origin.ofLine(file.name(), line));
    }

    private @Nullable String metadata(Metadata metadata, long line) {
      return switch (metadata) {
        case FILE -> file.name();
        case LINE -> Long.toString(line);
        default -> null;
      };
    }
  }
}
