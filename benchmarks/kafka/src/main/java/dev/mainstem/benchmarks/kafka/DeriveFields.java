package dev.mainstem.benchmarks.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A message with two more fields, read and written as a stream of tokens. Of one thread. */
final class DeriveFields {

  private final JsonFactory json =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
  private long id;
  private String device;
  private String at;
  private double x;
  private double y;

  byte[] derive(byte[] message) throws IOException {
    read(message);
    out.reset();
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeNumberField("id", id);
      generator.writeStringField("device", device);
      generator.writeStringField("at", at);
      generator.writeNumberField("x", x);
      generator.writeNumberField("y", y);
      generator.writeNumberField("total", x + y);
      generator.writeNumberField("line", 1.8 * x + 32);
      generator.writeEndObject();
    }
    return out.toByteArray();
  }

  private void read(byte[] message) throws IOException {
    try (JsonParser parser = json.createParser(message)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.getCurrentName();
        parser.nextToken();
        switch (name) {
          case "id" -> id = parser.getLongValue();
          case "device" -> device = parser.getText();
          case "at" -> at = parser.getText();
          case "x" -> x = parser.getDoubleValue();
          case "y" -> y = parser.getDoubleValue();
          default -> throw new IOException("no such field: " + name);
        }
      }
    }
  }
}
