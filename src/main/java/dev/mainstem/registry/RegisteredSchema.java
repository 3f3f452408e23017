package dev.mainstem.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A schema as a registry has it.
 *
 * @param type in the registry's words: {@code AVRO}, {@code PROTOBUF} or {@code JSON}
 * @param text of the schema; that of Protobuf is its descriptor in base64
 * @param references the texts of those that it refers to, by the names under which it does; each
 *     behind those that it refers to itself
 */
public record RegisteredSchema(String type, String text, Map<String, String> references) {

  public RegisteredSchema {
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
  }
}
