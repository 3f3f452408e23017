package dev.mainstem.publish;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a message, taken from its record: the text of one member, a JSON array of several,
 * null where none are named or the one is null. A number is its own digits. Not thread-safe.
 */
final class RecordKey {

  private final List<String> names;
  private final @Nullable JsonToken[] tokens;
  private final String[] texts;

  RecordKey(List<String> names) {
    this.names = List.copyOf(names);
    this.tokens = new @Nullable JsonToken[names.size()];
    this.texts = new String[names.size()];
  }

  /**
   * The key of a record, in UTF-8.
   *
   * @param record a JSON object
   * @throws BadValue if it lacks a member of the key, or has an object or array there
   */
  byte @Nullable [] of(byte[] record) throws BadValue {
    if (names.isEmpty()) {
      return null;
    }
    try {
      find(record);
      check();
      return names.size() > 1 ? array() : single();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void find(byte[] record) throws IOException {
    Arrays.fill(tokens, null);
    try (JsonParser json = Json.FACTORY.createParser(record)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        int i = names.indexOf(json.currentName());
        JsonToken token = json.nextToken();
        if (i >= 0) {
          tokens[i] = token;
          texts[i] = json.getText();
        }
        json.skipChildren();
      }
    }
  }

  private void check() throws BadValue {
    for (int i = 0; i < tokens.length; i++) {
      JsonToken token = tokens[i];
      if (token == null) {
        throw new BadValue("expected a member " + names.get(i) + " for the key", "none");
      }
      if (token.isStructStart()) {
        throw new BadValue(
            "expected a single value of " + names.get(i) + " for the key", "an object or an array");
      }
    }
  }

  private byte @Nullable [] single() {
    return tokens[0] == JsonToken.VALUE_NULL ? null : texts[0].getBytes(StandardCharsets.UTF_8);
  }

  private byte[] array() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
      json.writeStartArray();
      for (int i = 0; i < tokens.length; i++) {
        if (tokens[i] == JsonToken.VALUE_STRING) {
          json.writeString(texts[i]);
        } else {
          json.writeRawValue(texts[i]);
        }
      }
      json.writeEndArray();
    }
    return bytes.toByteArray();
  }
}
