package dev.mainstem.sinks;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.RowType;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;

/** {@code WriteToJson}: one JSON object a line, in {@code path-00000.jsonl} and so on. */
record WriteToJson(String step, String input, RowType rows, FileTarget target, FilePacking packing)
    implements Sink {

  static final String EXTENSION = ".jsonl";

  static Optional<WriteToJson> read(SinkContext context) {
    Optional<FileTarget> target = context.files(EXTENSION);
    FilePacking packing = FilePacking.read(context.config());
    return target.map(
        files ->
            new WriteToJson(
                context.step(), context.spec().input(), context.input(), files, packing));
  }

  @Override
  public Optional<FileTarget> files() {
    return Optional.of(target);
  }

  @Override
  public void write(RowStream stream, Commit commit, String embedded, RejectedRecords rejected) {
    WriteFiles.write(stream, step, target, packing, lines(), commit);
  }

  @Override
  public PTransform<PCollection<Row>, PDone> writing(
      Commit commit, String embedded, RejectedRecords rejected) {
    return new WriteFiles<>(step, target, packing, lines(), commit);
  }

  private JsonLines lines() {
    return new JsonLines(Rows.schemaOf(rows));
  }
}
