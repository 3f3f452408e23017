package dev.mainstem.avro;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.record.TypedColumn;
import java.io.EOFException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are records of Avro in its binary encoding, without their schema. Not thread-safe.
 */
public final class AvroMessages implements TextDecoder {

  private static final String FORMAT = "Avro";

  private final GenericDatumReader<GenericRecord> reader;
  private final AvroJson json = new AvroJson();
  private @Nullable BinaryDecoder bytes;

  private AvroMessages(GenericDatumReader<GenericRecord> reader) {
    this.reader = reader;
  }

  /**
   * Reads messages of one schema.
   *
   * @param schemas as JSON: the one that they were written with behind those that it refers to
   * @param wanted the names of the outermost fields that are read; the others are passed over
   * @throws IOException if it is no schema of a record
   */
  public static AvroMessages of(List<String> schemas, Collection<String> wanted)
      throws IOException {
    Schema written = parse(schemas);
    // a model of its own: others in this process may add conversions to the shared one
    return new AvroMessages(
        new GenericDatumReader<>(written, AvroTypes.narrowed(written, wanted), new GenericData()));
  }

  /**
   * All fields of such a schema, those of a record in it behind that one.
   *
   * @throws IOException if it is no schema of a record
   */
  public static List<TypedColumn> columns(List<String> schemas) throws IOException {
    return AvroTypes.columns(parse(schemas));
  }

  private static Schema parse(List<String> schemas) throws IOException {
    Schema.Parser parser = new Schema.Parser();
    Schema last = Schema.create(Schema.Type.NULL);
    try {
      for (String schema : schemas) {
        last = parser.parse(schema);
      }
    } catch (AvroRuntimeException e) {
      throw new IOException("it is no schema of Avro: " + e.getMessage(), e);
    }
    if (last.getType() != Schema.Type.RECORD) {
      throw new IOException("expected the schema of a record, found " + last.getType().getName());
    }
    return last;
  }

  @Override
  public String decode(byte[] message) throws BadValue {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(message, bytes);
    bytes = in;
    try {
      GenericRecord record = reader.read(null, new BoundedDecoder(in));
      if (!in.isEnd()) {
        throw BadValue.message(FORMAT, "more behind its last field");
      }
      return json.toText(record);
    } catch (EOFException e) {
      throw BadValue.message(FORMAT, "its end within a field");
    } catch (IOException | AvroRuntimeException e) {
      throw BadValue.message(FORMAT, String.valueOf(e.getMessage()));
    } catch (IndexOutOfBoundsException e) {
      // so Avro itself says it
      throw BadValue.message(FORMAT, "a number of no branch of a union, or symbol of an enum");
    } catch (StackOverflowError e) {
      // the schema lets records hold themselves, and how often is up to the message
      throw BadValue.message(FORMAT, "records too deep within each other");
    }
  }
}
