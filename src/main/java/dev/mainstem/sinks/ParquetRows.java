package dev.mainstem.sinks;

import dev.mainstem.parquet.Compression;
import dev.mainstem.parquet.JoinedFiles;
import dev.mainstem.parquet.ParquetRowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Rows as Parquet. */
record ParquetRows(Schema schema, Compression compression) implements FileFormat<Row> {

  private static final long serialVersionUID = 1L;

  @Override
  public PartJoin joining() {
    return ParquetRows::join;
  }

  /** The end of a Parquet file says what is in it, so bytes alone would not join any. */
  private static void join(List<PartFile> parts, String whole) throws IOException {
    List<String> files = parts.stream().map(PartFile::resource).toList();
    long bytes = parts.stream().mapToLong(PartFile::bytes).sum();
    JoinedFiles.write(files, bytes, Files.create(whole));
  }

  @Override
  public Writer<Row> open(OutputStream out) throws IOException {
    return new RowWriter(ParquetRowWriter.open(schema, compression, out));
  }

  private record RowWriter(ParquetRowWriter rows) implements Writer<Row> {

    @Override
    public void write(Row row) throws IOException {
      rows.write(row);
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
