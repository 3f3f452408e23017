package dev.mainstem.spec;

import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of a topic are written.
 *
 * @param schemaFile the file with the schema that they were all written with, as the definition
 *     names it; null if each names its own, or needs none
 * @param messageType the full name of their type in a file of Protobuf, else null
 * @param registry has the schemas that the messages name; null if they name none
 * @param at where the definition names the file, for what is found out when it is read; else null
 */
public record MessageSpec(
    Format format,
    @Nullable String schemaFile,
    @Nullable String messageType,
    @Nullable RegistrySpec registry,
    @Nullable Position at)
    implements Serializable {

  /** JSON texts, which say themselves what is in them. */
  public static final MessageSpec JSON = new MessageSpec(Format.JSON, null, null, null, null);

  /** The key of the file. */
  public static final String SCHEMA_FILE = "live.schema_file";

  /** What a message is. */
  public enum Format {
    JSON("JSON"),
    AVRO("Avro"),
    PROTOBUF("Protobuf");

    private final String title;

    Format(String title) {
      this.title = title;
    }

    /** What people call it. */
    public String title() {
      return title;
    }
  }

  static MessageSpec read(Section section) {
    Optional<Value> word = section.get("format");
    Optional<Value> file = section.get("schema_file");
    Optional<Value> type = section.get("message_type");
    Optional<Value> registry = section.get("schema_registry");
    Optional<Format> format = word.flatMap(v -> v.oneOf(Format.class));
    boolean known = word.isEmpty() || format.isPresent();
    if (format.orElse(Format.JSON) == Format.JSON) {
      if (known) {
        Stream.of(file, type, registry)
            .flatMap(Optional::stream)
            .forEach(v -> v.keyProblem("has no meaning for format: json"));
      }
      return JSON;
    }
    checkOneSchema(section, file, registry);
    checkType(section, format.get(), file, type);
    return new MessageSpec(
        format.get(),
        file.flatMap(v -> v.word("a path")).orElse(null),
        type.flatMap(MessageSpec::readType).orElse(null),
        registry.flatMap(RegistrySpec::read).orElse(null),
        file.map(Value::at).orElse(null));
  }

  private static void checkOneSchema(
      Section section, Optional<Value> file, Optional<Value> registry) {
    if (file.isEmpty() && registry.isEmpty()) {
      section.require(
          "schema_registry", "the address of the registry that has the schemas, or schema_file");
    }
    if (registry.isPresent()) {
      file.ifPresent(v -> v.keyProblem("has no meaning with schema_registry; take one of them"));
    }
  }

  private static void checkType(
      Section section, Format format, Optional<Value> file, Optional<Value> type) {
    if (format == Format.PROTOBUF && file.isPresent()) {
      section.require("message_type", "the type of the messages, such as shop.Trip");
    } else {
      type.ifPresent(v -> v.keyProblem("has a meaning only with format: protobuf and schema_file"));
    }
  }

  private static Optional<String> readType(Value value) {
    String what = "the full name of a type of Protobuf, such as shop.Trip";
    Optional<String> name = value.word(what);
    if (name.isPresent() && !name.get().matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*")) {
      value.expected(what);
      return Optional.empty();
    }
    return name;
  }
}
