package dev.mainstem.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** What others have written: files of any schema, and records alone. */
public final class AvroBytes {

  private AvroBytes() {}

  /**
   * A file.
   *
   * @param schema as JSON
   * @param records what sets the values of each
   */
  public static byte[] file(String schema, List<Consumer<GenericRecord>> records) {
    Schema type = new Schema.Parser().parse(schema);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(type))) {
      writer.setCodec(CodecFactory.snappyCodec());
      writer.create(type, bytes);
      for (Consumer<GenericRecord> record : records) {
        writer.append(record(type, record));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The bytes of one record, without its schema. */
  public static byte[] record(String schema, Consumer<GenericRecord> values) {
    Schema type = new Schema.Parser().parse(schema);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(type).write(record(type, values), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static GenericRecord record(Schema type, Consumer<GenericRecord> values) {
    GenericRecord record = new GenericData.Record(type);
    values.accept(record);
    return record;
  }
}
