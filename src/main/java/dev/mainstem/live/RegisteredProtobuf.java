package dev.mainstem.live;

import dev.mainstem.protobuf.ProtobufFile;
import dev.mainstem.protobuf.ProtobufMessages;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.registry.RegisteredSchema;
import dev.mainstem.registry.SchemaRegistry;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.MessageSpec.Format;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Messages of Protobuf, each with the id of its schema in a registry, and the message indexes of
 * its type in that. Not thread-safe.
 */
final class RegisteredProtobuf implements TextDecoder {

  /** The name of the file of a schema, which no import has. */
  private static final String ITSELF = "";

  /** Deeper than types are within each other. */
  private static final int DEEPEST = 100;

  private final SchemaRegistry registry;
  private final Set<String> wanted;
  private final Map<Integer, ProtobufFile> files = new HashMap<>();
  private final Map<Type, ProtobufMessages> byType = new HashMap<>();

  private record Type(int schema, List<Integer> path) {}

  RegisteredProtobuf(SchemaRegistry registry, Set<String> wanted) {
    this.registry = registry;
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public String decode(byte[] bytes) throws BadValue {
    ByteBuffer message = ByteBuffer.wrap(bytes);
    int id = WireFormat.schemaId(message, Format.PROTOBUF);
    Type type = new Type(id, path(message));
    ProtobufMessages messages = byType.get(type);
    if (messages == null) {
      messages = open(type);
      byType.put(type, messages);
    }
    return messages.decode(WireFormat.rest(message));
  }

  /** How many indexes there are, and the indexes; none stand for the first type. */
  private static List<Integer> path(ByteBuffer message) throws BadValue {
    try {
      int length = ByteUtils.readVarint(message);
      if (length == 0) {
        return List.of(0);
      }
      List<Integer> path = new ArrayList<>();
      if (length > 0 && length <= DEEPEST) {
        for (int i = 0; i < length; i++) {
          path.add(ByteUtils.readVarint(message));
        }
        return path;
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // Kafka's own words for the same
    }
    throw BadValue.message(
        Format.PROTOBUF.title() + " with the message indexes of its type", "none");
  }

  private ProtobufMessages open(Type type) throws BadValue {
    ProtobufFile file = files.get(type.schema());
    if (file == null) {
      RegisteredSchema schema = WireFormat.schema(registry, type.schema(), Format.PROTOBUF);
      try {
        file = open(schema);
      } catch (IOException e) {
        throw WireFormat.unusable(type.schema(), Format.PROTOBUF, e);
      }
      files.put(type.schema(), file);
    }
    return file.messages(type.path(), wanted)
        .orElseThrow(
            () ->
                BadValue.message(
                    Format.PROTOBUF.title() + " of a type that its schema has",
                    "the message indexes " + type.path()));
  }

  /** The fields of the first type of a schema. */
  static List<TypedColumn> columns(RegisteredSchema schema) throws IOException {
    return open(schema).columnsOfFirst();
  }

  /** A registry that can't give descriptors at all is no fault of a message. */
  private static ProtobufFile open(RegisteredSchema schema) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try {
      schema
          .references()
          .forEach((name, text) -> files.put(name, Base64.getDecoder().decode(text)));
      files.put(ITSELF, Base64.getDecoder().decode(schema.text()));
    } catch (IllegalArgumentException e) {
      throw new EnvironmentException(
          "live.schema_registry: expected the descriptor of a schema in base64, as asked for by"
              + " format=serialized; this registry does not know that, so take a schema_file",
          e);
    }
    return ProtobufFile.of(files, ITSELF);
  }
}
