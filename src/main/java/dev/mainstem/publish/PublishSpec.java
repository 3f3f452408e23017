package dev.mainstem.publish;

import dev.mainstem.spec.Definition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is published where, and how.
 *
 * @param shape how records become messages
 * @param key the members of a record that are its message's key; none with {@link Shape#ARRAY}
 * @param definition whose stream the records are of, or null
 * @param producer further properties of the producer
 * @param speed the multiple of the pace at which the records happened, or null for as fast as it
 *     goes; has a meaning only with {@link Shape#RECORDS} and a definition
 * @param transactions that the messages come in, or null for none
 * @param partitions of the topic if it has to be created, or null if it must be there
 */
public record PublishSpec(
    String servers,
    String topic,
    Shape shape,
    List<String> key,
    @Nullable Definition definition,
    Map<String, String> producer,
    @Nullable Double speed,
    @Nullable TransactionSpec transactions,
    @Nullable Integer partitions) {

  /** How records become messages. */
  public enum Shape {
    /** One message each. */
    RECORDS,
    /** All of them as one array in one message. */
    ARRAY
  }

  public PublishSpec {
    key = List.copyOf(key);
    producer = Map.copyOf(producer);
  }

  /** The definition, if there is one. */
  public Optional<Definition> definitionOf() {
    return Optional.ofNullable(definition);
  }
}
