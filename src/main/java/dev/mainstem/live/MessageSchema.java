package dev.mainstem.live;

import dev.mainstem.avro.AvroMessages;
import dev.mainstem.protobuf.ProtobufMessages;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumns;
import dev.mainstem.registry.RegisteredSchema;
import dev.mainstem.registry.SchemaRegistry;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.MessageSpec;
import dev.mainstem.spec.MessageSpec.Format;
import dev.mainstem.spec.OptionalJars;
import dev.mainstem.spec.Position;
import dev.mainstem.spec.RegistrySpec;
import dev.mainstem.spec.StreamSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;

/**
 * How the messages of a live side are written, held to the schema of the stream.
 *
 * @param key of the definition that says where the schema is
 * @param faults why no message of the schema can be a row of the stream
 * @param warnings what of the stream no message of the schema has
 */
public record MessageSchema(
    MessageFormat format, String key, List<String> faults, List<String> warnings)
    implements Serializable {

  /** JSON texts, which have no schema. */
  public static final MessageSchema JSON =
      new MessageSchema(MessageFormat.JSON, "live.format", List.of(), List.of());

  public MessageSchema {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /**
   * Looks for the schema: in its file or, of those that a registry has, the newest one of the
   * topic's messages. What does not fit to that may do so in older ones, so it is a warning.
   *
   * @throws EnvironmentException if optional jars are not there, or a registry does not answer
   */
  public static MessageSchema find(Definition definition, LiveSpec live) {
    MessageSpec messages = live.messages();
    if (messages.format() == Format.PROTOBUF) {
      OptionalJars.PROTOBUF.require("live.format");
    }
    if (messages.format() == Format.JSON) {
      return JSON;
    }
    return messages.registry() == null
        ? inFile(definition, messages)
        : inRegistry(definition.stream(), live, messages.registry());
  }

  /**
   * The same, of which nothing stands in the way of a run.
   *
   * @throws EnvironmentException with all faults, too
   */
  static MessageSchema open(Definition definition, LiveSpec live) {
    MessageSchema found = find(definition, live);
    if (!found.faults().isEmpty()) {
      throw new EnvironmentException(String.join("\n", found.told(found.faults())));
    }
    return found;
  }

  /**
   * Looks into the file of the schema, if there is one, and notes its faults as problems of the
   * definition.
   *
   * @return the warnings
   * @throws EnvironmentException if optional jars are not there
   */
  public static List<String> check(Definition definition) {
    Optional<LiveSpec> live = definition.liveSide().filter(l -> l.messages().at() != null);
    if (live.isEmpty()) {
      return List.of();
    }
    MessageSchema found = find(definition, live.get());
    Position at = Objects.requireNonNull(live.get().messages().at());
    found.faults().forEach(fault -> definition.problems().add(at, found.key(), fault));
    return found.told(found.warnings());
  }

  /** Notes, with the key that they are about. */
  public List<String> told(List<String> notes) {
    return notes.stream().map(note -> key + ": " + note).toList();
  }

  private static MessageSchema inFile(Definition definition, MessageSpec messages) {
    String file = String.valueOf(messages.schemaFile());
    try {
      byte[] schema = read(definition.resolve(file));
      Held held = new Held(file);
      held.hold(definition.stream(), columns(messages, schema));
      return new MessageSchema(
          new MessageFormat(messages, schema), MessageSpec.SCHEMA_FILE, held.faults, held.warnings);
    } catch (IOException e) {
      String fault = "%s: can't be read: %s".formatted(file, e.getMessage());
      return new MessageSchema(
          new MessageFormat(messages, new byte[0]),
          MessageSpec.SCHEMA_FILE,
          List.of(fault),
          List.of());
    }
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(resource, false)))) {
      return in.readAllBytes();
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    } catch (IllegalArgumentException e) {
      // of a scheme that no file system is there for
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<TypedColumn> columns(MessageSpec messages, byte[] schema) throws IOException {
    return messages.format() == Format.AVRO
        ? AvroMessages.columns(List.of(new String(schema, StandardCharsets.UTF_8)))
        : ProtobufMessages.columns(schema, Objects.requireNonNull(messages.messageType()));
  }

  private static MessageSchema inRegistry(StreamSpec stream, LiveSpec live, RegistrySpec registry) {
    Format format = live.messages().format();
    String subject = live.topic() + "-value";
    Optional<RegisteredSchema> newest =
        SchemaRegistry.of(registry, format == Format.PROTOBUF).newestOf(subject);
    Held held = new Held("the newest schema of " + subject);
    if (newest.isPresent()) {
      held.holdNewest(stream, newest.get(), format);
    }
    List<String> warnings = new ArrayList<>(held.faults);
    warnings.addAll(held.warnings);
    return new MessageSchema(
        new MessageFormat(live.messages(), new byte[0]),
        "live.schema_registry",
        List.of(),
        warnings);
  }

  /** Holds columns to fields, and notes what does not fit. */
  private static final class Held {

    private final String what;
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Held(String what) {
      this.what = what;
    }

    void holdNewest(StreamSpec stream, RegisteredSchema newest, Format format) {
      try {
        if (newest.type().equals(format.name())) {
          hold(
              stream,
              format == Format.AVRO
                  ? RegisteredAvro.columns(newest)
                  : RegisteredProtobuf.columns(newest));
        } else {
          note(faults, "is one of " + newest.type());
        }
      } catch (IOException e) {
        note(faults, String.valueOf(e.getMessage()));
      }
    }

    void hold(StreamSpec stream, List<TypedColumn> columns) {
      for (FieldSpec field : stream.fields()) {
        for (String from : field.from()) {
          Optional<TypedColumn> column = TypedColumns.find(from, columns);
          if (column.isPresent()) {
            TypedColumns.mismatch(field, column.get()).ifPresent(fault -> note(faults, fault));
          } else {
            note(field.nullable() ? warnings : faults, TypedColumns.missing(field, from, columns));
          }
        }
      }
    }

    private void note(List<String> notes, String note) {
      notes.add(what + ": " + note);
    }
  }
}
