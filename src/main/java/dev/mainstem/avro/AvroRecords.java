package dev.mainstem.avro;

import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The records of one object container file of Avro. */
public final class AvroRecords implements TypedFile {

  private final DataFileStream<GenericRecord> records;
  private final List<TypedColumn> columns;
  private final AvroJson json = new AvroJson();

  private AvroRecords(DataFileStream<GenericRecord> records, List<TypedColumn> columns) {
    this.records = records;
    this.columns = columns;
  }

  /**
   * Opens a file.
   *
   * @param bytes of the file, from its start; closed with the records
   * @param wanted the names of the fields that are read, among those that the file has; all if
   *     there are none
   * @throws IOException if it is no such file, or its records are no records of Avro
   */
  public static AvroRecords open(InputStream bytes, Collection<String> wanted) throws IOException {
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>();
    DataFileStream<GenericRecord> records = stream(bytes, reader);
    Schema schema = records.getSchema();
    if (schema.getType() != Schema.Type.RECORD) {
      records.close();
      throw new IOException("expected records of Avro, found " + schema.getType().getName());
    }
    if (!wanted.isEmpty()) {
      reader.setExpected(AvroTypes.narrowed(schema, wanted));
    }
    return new AvroRecords(records, AvroTypes.columns(schema));
  }

  private static DataFileStream<GenericRecord> stream(
      InputStream bytes, GenericDatumReader<GenericRecord> reader) throws IOException {
    try {
      return new DataFileStream<>(bytes, reader);
    } catch (IOException | AvroRuntimeException e) {
      bytes.close();
      throw new IOException("it is no Avro file: " + e.getMessage(), e);
    }
  }

  @Override
  public List<TypedColumn> columns() {
    return columns;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    try {
      return records.hasNext() ? json.toBytes(records.next()) : null;
    } catch (AvroRuntimeException e) {
      throw new IOException("a block of it can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
