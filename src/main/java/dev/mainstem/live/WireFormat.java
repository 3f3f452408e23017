package dev.mainstem.live;

import dev.mainstem.record.BadValue;
import dev.mainstem.registry.RegisteredSchema;
import dev.mainstem.registry.SchemaRegistry;
import dev.mainstem.spec.MessageSpec.Format;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What stands before the body of a message whose schema a registry has: a zero, and the id of the
 * schema in four bytes.
 */
final class WireFormat {

  private static final int PREFIX_BYTES = 5;
  private static final byte MAGIC = 0;

  private WireFormat() {}

  /** The id of the schema; the body begins where the buffer is then. */
  static int schemaId(ByteBuffer message, Format format) throws BadValue {
    if (message.remaining() < PREFIX_BYTES || message.get(message.position()) != MAGIC) {
      byte[] first = new byte[Math.min(PREFIX_BYTES, message.remaining())];
      message.get(first);
      throw BadValue.message(
          format.title() + " that begins with a zero byte and the id of its schema",
          first.length == 0 ? "no bytes" : "the bytes " + HexFormat.of().formatHex(first));
    }
    message.get();
    return message.getInt();
  }

  /** The schema of an id, which must be one of the format. */
  static RegisteredSchema schema(SchemaRegistry registry, int id, Format format) throws BadValue {
    RegisteredSchema schema =
        registry
            .withId(id)
            .orElseThrow(
                () ->
                    BadValue.message(
                        format.title() + " whose schema the registry knows",
                        "the id " + Integer.toUnsignedString(id)));
    if (!schema.type().equals(format.name())) {
      throw BadValue.message(format.title(), "one of " + schema.type());
    }
    return schema;
  }

  /** A schema that the registry has, and that is none. */
  static BadValue unusable(int id, Format format, Exception why) {
    return BadValue.message(
        format.title() + " with a schema that can be read",
        "the id %s: %s".formatted(Integer.toUnsignedString(id), why.getMessage()));
  }

  /** What is left of a message. */
  static byte[] rest(ByteBuffer message) {
    byte[] rest = new byte[message.remaining()];
    message.get(rest);
    return rest;
  }
}
