package dev.mainstem.sinks;

import dev.mainstem.parquet.Compression;
import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.OptionalJars;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;

/** {@code WriteToParquet}: Parquet, in {@code path-00000.parquet} and so on. */
record WriteToParquet(
    String step,
    String input,
    RowType rows,
    FileTarget target,
    FilePacking packing,
    Compression compression)
    implements Sink {

  static final String EXTENSION = ".parquet";

  static Optional<WriteToParquet> read(SinkContext context) {
    Section config = context.config();
    Optional<FileTarget> target = context.files(EXTENSION);
    FilePacking packing = FilePacking.read(config);
    Compression compression =
        config
            .get("compression")
            .flatMap(v -> v.oneOf(Compression.class))
            .orElse(Compression.SNAPPY);
    return target.map(
        files ->
            new WriteToParquet(
                context.step(),
                context.spec().input(),
                context.input(),
                files,
                packing,
                compression));
  }

  @Override
  public Optional<FileTarget> files() {
    return Optional.of(target);
  }

  @Override
  public void check() {
    OptionalJars.PARQUET.require(step);
  }

  @Override
  public void write(RowStream stream, Commit commit, String embedded, RejectedRecords rejected) {
    WriteFiles.write(stream, step, target, packing, format(), commit);
  }

  @Override
  public PTransform<PCollection<Row>, PDone> writing(
      Commit commit, String embedded, RejectedRecords rejected) {
    return new WriteFiles<>(step, target, packing, format(), commit);
  }

  private ParquetRows format() {
    return new ParquetRows(Rows.schemaOf(rows), compression);
  }
}
