package dev.mainstem.live;

import dev.mainstem.avro.AvroMessages;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.registry.RegisteredSchema;
import dev.mainstem.registry.SchemaRegistry;
import dev.mainstem.spec.MessageSpec.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages of Avro, each with the id of its schema in a registry. Not thread-safe. */
final class RegisteredAvro implements TextDecoder {

  private final SchemaRegistry registry;
  private final Set<String> wanted;
  private final Map<Integer, AvroMessages> bySchema = new HashMap<>();

  RegisteredAvro(SchemaRegistry registry, Set<String> wanted) {
    this.registry = registry;
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public String decode(byte[] bytes) throws BadValue {
    ByteBuffer message = ByteBuffer.wrap(bytes);
    int id = WireFormat.schemaId(message, Format.AVRO);
    AvroMessages messages = bySchema.get(id);
    if (messages == null) {
      messages = open(id);
      bySchema.put(id, messages);
    }
    return messages.decode(WireFormat.rest(message));
  }

  private AvroMessages open(int id) throws BadValue {
    RegisteredSchema schema = WireFormat.schema(registry, id, Format.AVRO);
    try {
      return AvroMessages.of(texts(schema), wanted);
    } catch (IOException e) {
      throw WireFormat.unusable(id, Format.AVRO, e);
    }
  }

  /** The fields of a schema. */
  static List<TypedColumn> columns(RegisteredSchema schema) throws IOException {
    return AvroMessages.columns(texts(schema));
  }

  private static List<String> texts(RegisteredSchema schema) {
    List<String> texts = new ArrayList<>(schema.references().values());
    texts.add(schema.text());
    return texts;
  }
}
