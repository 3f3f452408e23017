package dev.mainstem.live;

import dev.mainstem.avro.AvroMessages;
import dev.mainstem.protobuf.ProtobufMessages;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.record.TypedColumns;
import dev.mainstem.record.Utf8;
import dev.mainstem.registry.SchemaRegistry;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.MessageSpec;
import dev.mainstem.spec.RegistrySpec;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How the messages of a topic are written, with the schema if that is a file's. */
public final class MessageFormat implements Serializable {

  /** JSON texts. */
  public static final MessageFormat JSON = new MessageFormat(MessageSpec.JSON, new byte[0]);

  private static final long serialVersionUID = 1L;

  private final MessageSpec messages;
  private final byte[] schema;

  /**
   * @param schema what the file of the schema holds; nothing where there is none
   */
  MessageFormat(MessageSpec messages, byte[] schema) {
    this.messages = messages;
    this.schema = schema.clone();
  }

  /**
   * Makes what reads the messages, as the JSON that they are or would be. It is not thread-safe.
   *
   * @param stream whose fields are read; what none of them comes from may be left out
   * @throws EnvironmentException if the schema can't be read
   */
  public TextDecoder decoder(StreamSpec stream) {
    Set<String> wanted = TypedColumns.wanted(stream);
    return switch (messages.format()) {
      case JSON -> Utf8::decode;
      case AVRO -> avro(wanted);
      case PROTOBUF -> protobuf(wanted);
    };
  }

  /** What a message without a value lacks, in words. */
  String record() {
    return messages.format() == MessageSpec.Format.JSON ? "a JSON object" : "a record";
  }

  private TextDecoder avro(Set<String> wanted) {
    if (messages.registry() != null) {
      return new RegisteredAvro(registry(messages.registry()), wanted);
    }
    try {
      return AvroMessages.of(List.of(new String(schema, StandardCharsets.UTF_8)), wanted);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private TextDecoder protobuf(Set<String> wanted) {
    if (messages.registry() != null) {
      return new RegisteredProtobuf(registry(messages.registry()), wanted);
    }
    try {
      return ProtobufMessages.of(schema, Objects.requireNonNull(messages.messageType()), wanted);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private SchemaRegistry registry(RegistrySpec registry) {
    return SchemaRegistry.of(registry, messages.format() == MessageSpec.Format.PROTOBUF);
  }

  private EnvironmentException unreadable(IOException e) {
    return new EnvironmentException(
        "%s: %s: %s".formatted(MessageSpec.SCHEMA_FILE, messages.schemaFile(), e.getMessage()), e);
  }
}
