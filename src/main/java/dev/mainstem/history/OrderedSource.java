package dev.mainstem.history;

import dev.mainstem.record.Rows;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * A history whose files are ordered by event time, as one sequence with a watermark: windows close
 * while it is being read, and a checkpoint needs no more than its {@link OrderedMark}.
 *
 * <p>It is never split: two parts that are read side by side would run ahead of each other, and the
 * slower one would hold all windows open or come too late.
 */
final class OrderedSource extends UnboundedSource<HistoryRecord, OrderedMark> {

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final HistorySpec history;
  private final List<HistoryFile> files;

  OrderedSource(StreamSpec stream, HistorySpec history, List<HistoryFile> files) {
    this.stream = stream;
    this.history = history;
    this.files = List.copyOf(files);
  }

  StreamSpec stream() {
    return stream;
  }

  HistorySpec history() {
    return history;
  }

  List<HistoryFile> files() {
    return files;
  }

  @Override
  public List<OrderedSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<HistoryRecord> createReader(
      PipelineOptions options, @Nullable OrderedMark mark) throws IOException {
    return new OrderedReader(this, mark == null ? OrderedMark.start(files.size()) : mark.copy());
  }

  @Override
  public Coder<OrderedMark> getCheckpointMarkCoder() {
    return SerializableCoder.of(OrderedMark.class);
  }

  @Override
  public Coder<HistoryRecord> getOutputCoder() {
    return new HistoryRecord.RecordCoder(Rows.schemaOf(stream.rowType()));
  }
}
