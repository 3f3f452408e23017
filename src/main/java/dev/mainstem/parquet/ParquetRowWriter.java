package dev.mainstem.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Writes rows into one file, which is whole once it is closed.
 *
 * <p>Up to a row group of rows is in memory. Not thread-safe.
 */
public final class ParquetRowWriter implements Closeable {

  /** A row group is in memory while it is written, and there are as many as tasks. */
  static final long ROW_GROUP_BYTES = 32L << 20;

  private final ParquetWriter<Row> writer;

  private ParquetRowWriter(ParquetWriter<Row> writer) {
    this.writer = writer;
  }

  /** Begins a file; closing the writer closes the stream. */
  public static ParquetRowWriter open(Schema schema, Compression compression, OutputStream out)
      throws IOException {
    return new ParquetRowWriter(
        configured(new Builder(new StreamOutput(out), schema), codec(compression)).build());
  }

  /** What all writers of files have in common. */
  static <B extends ParquetWriter.Builder<?, B>> B configured(
      B builder, CompressionCodecName codec) {
    return builder
        .withConf(new PlainParquetConfiguration())
        .withCodecFactory(new Codecs())
        .withCompressionCodec(codec)
        .withRowGroupSize(ROW_GROUP_BYTES);
  }

  private static CompressionCodecName codec(Compression compression) {
    return switch (compression) {
      case SNAPPY -> CompressionCodecName.SNAPPY;
      case ZSTD -> CompressionCodecName.ZSTD;
      case GZIP -> CompressionCodecName.GZIP;
      case NONE -> CompressionCodecName.UNCOMPRESSED;
    };
  }

  /** Writes a row of the schema. */
  public void write(Row row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

    private final Schema schema;

    Builder(OutputFile file, Schema schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new RowSupport(schema);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return new RowSupport(schema);
    }
  }
}
