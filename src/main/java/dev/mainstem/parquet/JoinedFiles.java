package dev.mainstem.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Makes one file of several of the same schema, with their rows one behind the other. */
public final class JoinedFiles {

  /** A row group that is much smaller is read slowly, and its description is half of it. */
  private static final long SMALL_GROUP_BYTES = 1L << 20;

  private static final @Nullable FileEncryptionProperties UNENCRYPTED = null;

  private JoinedFiles() {}

  /**
   * Joins files: large ones as they are, row group by row group; of small ones, the rows are
   * gathered into new row groups.
   *
   * @param files what Beam's file systems call them, at least one
   * @param bytes how large they are together
   * @param out is closed
   */
  public static void write(List<String> files, long bytes, OutputStream out) throws IOException {
    boolean small = bytes / files.size() < SMALL_GROUP_BYTES;
    try (ParquetFileReader first = ParquetGroups.reader(files.get(0))) {
      MessageType schema = first.getFooter().getFileMetaData().getSchema();
      if (small) {
        copyRows(files, schema, codecOf(first), out);
      } else {
        append(files, schema, out);
      }
    }
  }

  private static CompressionCodecName codecOf(ParquetFileReader file) {
    List<BlockMetaData> groups = file.getRowGroups();
    return groups.isEmpty()
        ? CompressionCodecName.UNCOMPRESSED
        : groups.get(0).getColumns().get(0).getCodec();
  }

  private static void copyRows(
      List<String> files, MessageType schema, CompressionCodecName codec, OutputStream out)
      throws IOException {
    try (ParquetWriter<Group> writer =
        ParquetRowWriter.configured(
                ExampleParquetWriter.builder(new StreamOutput(out)).withType(schema), codec)
            .build()) {
      for (String file : files) {
        try (ParquetGroups groups = ParquetGroups.open(file, all -> all)) {
          for (Group group = groups.next(); group != null; group = groups.next()) {
            writer.write(group);
          }
        }
      }
    }
  }

  private static void append(List<String> files, MessageType schema, OutputStream out)
      throws IOException {
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            new StreamOutput(out),
            schema,
            ParquetFileWriter.Mode.OVERWRITE,
            ParquetRowWriter.ROW_GROUP_BYTES,
            0,
            UNENCRYPTED,
            ParquetProperties.builder().build())) {
      writer.start();
      for (String file : files) {
        try (ParquetFileReader reader = ParquetGroups.reader(file)) {
          reader.appendTo(writer);
        }
      }
      writer.end(Map.of());
    }
  }
}
