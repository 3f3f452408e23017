package dev.mainstem.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Files that others have written, of any schema. */
public final class ParquetBytes {

  private ParquetBytes() {}

  /**
   * A file.
   *
   * @param schema as Parquet writes it
   * @param records what sets the values of each
   */
  public static byte[] of(String schema, List<Consumer<Group>> records) {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter<Group> writer =
        ParquetRowWriter.configured(
                ExampleParquetWriter.builder(new StreamOutput(bytes)).withType(type),
                CompressionCodecName.SNAPPY)
            .build()) {
      for (Consumer<Group> record : records) {
        Group group = new SimpleGroup(type);
        record.accept(group);
        writer.write(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
