package dev.mainstem.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The records of one file, in its order, as Parquet has them. Not thread-safe. */
final class ParquetGroups implements Closeable {

  private final ParquetFileReader reader;
  private final MessageType schema;
  private @Nullable RecordReader<Group> rows;
  private long rowsLeft;

  private ParquetGroups(ParquetFileReader reader, MessageType schema) {
    this.reader = reader;
    this.schema = schema;
  }

  /**
   * Opens a file.
   *
   * @param wanted what of its schema is read
   * @throws IOException if it can't be read, or is no Parquet file
   */
  static ParquetGroups open(String resource, UnaryOperator<MessageType> wanted) throws IOException {
    ParquetFileReader reader = reader(resource);
    MessageType schema = wanted.apply(reader.getFooter().getFileMetaData().getSchema());
    reader.setRequestedSchema(schema);
    return new ParquetGroups(reader, schema);
  }

  /** What reads a file, from the file's end, where its schema is. */
  static ParquetFileReader reader(String resource) throws IOException {
    ParquetReadOptions options =
        new ParquetReadOptions.Builder(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .build();
    try {
      return new ParquetFileReader(new ChannelInput(resource), options);
    } catch (RuntimeException e) {
      // what Parquet throws at a file that is none
      throw new IOException("it is no Parquet file: " + e.getMessage(), e);
    }
  }

  /** The schema of the file, of which not all needs to be read. */
  MessageType fileSchema() {
    return reader.getFooter().getFileMetaData().getSchema();
  }

  /** The next record; null behind the last. */
  @Nullable Group next() throws IOException {
    RecordReader<Group> from = rows;
    while (rowsLeft == 0 || from == null) {
      PageReadStore pages = reader.readNextRowGroup();
      if (pages == null) {
        return null;
      }
      rowsLeft = pages.getRowCount();
      from =
          new ColumnIOFactory()
              .getColumnIO(schema)
              .getRecordReader(pages, new GroupRecordConverter(schema));
      rows = from;
    }
    rowsLeft--;
    return from.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
