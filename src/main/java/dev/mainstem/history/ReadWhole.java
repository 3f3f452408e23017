package dev.mainstem.history;

import dev.mainstem.record.BatchOutput;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RowBatch;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;

/** Makes rows of files that only a reading from start to end can cut into records. */
final class ReadWhole extends DoFn<FileRange, RowBatch> {

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final HistorySpec history;
  private final Map<String, HistoryFile> files;
  private transient RecordOutput output = new RecordOutput(ReadHistory.STAGE);
  private transient BatchOutput batches = new BatchOutput();

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
    batches = new BatchOutput();
  }

  /** One file. */
  @ProcessElement
  public void process(@Element FileRange range, MultiOutputReceiver out) throws IOException {
    HistoryFile file = Objects.requireNonNull(files.get(range.resource()), range.resource());
    FileRecords.read(stream, history, file, output, batches.to(out));
    batches.flush();
    output.read(range.to() - range.from());
    output.flush();
  }
}
