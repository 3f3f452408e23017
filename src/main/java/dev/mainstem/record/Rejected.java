package dev.mainstem.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.beam.sdk.values.TupleTag;

/**
 * A dead letter: a record that could not be taken, whole, with what was wrong with it.
 *
 * @param origin where it came from
 * @param stage the step that refused it
 * @param reason which field, what was expected, what was found
 * @param raw its text, or base64 where it is no text in its charset, or no message of its format
 * @param observedAtMillis when it was refused, by the clock of the worker
 */
public record Rejected(
    Origin origin, String stage, String reason, String raw, long observedAtMillis)
    implements Serializable {

  private static final ObjectMapper TREES = new ObjectMapper(Json.FACTORY.copy());

  /** The second output of every stage that can refuse a record. */
  public static final TupleTag<Rejected> TAG = new TupleTag<>("rejected") {};

  /** A record of a known text, refused now. */
  public static Rejected text(Origin origin, String stage, String reason, String raw) {
    return new Rejected(origin, stage, reason, raw, System.currentTimeMillis());
  }

  /** A record that is no text in its charset, or no message of its format, refused now. */
  public static Rejected bytes(Origin origin, String stage, String reason, byte[] raw) {
    return text(origin, stage, reason, Base64.getEncoder().encodeToString(raw));
  }

  /**
   * The record of one line of JSON.
   *
   * @throws IOException if that is none
   */
  public static Rejected fromJson(String line) throws IOException {
    JsonNode json = TREES.readTree(line);
    for (String member : List.of("position", "stage", "reason", "raw", "observed_at")) {
      if (!json.has(member)) {
        throw new IOException("no member " + member);
      }
    }
    JsonNode position = json.path("position");
    Origin origin =
        new Origin(
            position.path("file").asText(null),
            position.path("line").asLong(),
            position.path("topic").asText(null),
            position.path("partition").asInt(),
            position.path("offset").asLong(),
            position.path("element").asInt());
    return new Rejected(
        origin,
        json.path("stage").asText(),
        json.path("reason").asText(),
        json.path("raw").asText(),
        Instant.parse(json.path("observed_at").asText()).toEpochMilli());
  }

  /** Whether the text that is kept is base64, because the record could not be made a text. */
  public boolean isBase64() {
    return reason.startsWith(Utf8.NO_TEXT) || reason.startsWith(BadValue.NO_MESSAGE);
  }

  /** The reason without what was found, so that equal faults can be counted together. */
  public String rule() {
    int found = reason.indexOf(BadValue.FOUND);
    return found < 0 ? reason : reason.substring(0, found);
  }

  /** One line of JSON. */
  public String toJson() {
    StringWriter line = new StringWriter(256 + raw.length());
    try (JsonGenerator json = Json.FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("source", origin.source());
      json.writeObjectFieldStart("position");
      writePosition(json);
      json.writeEndObject();
      json.writeStringField("stage", stage);
      json.writeStringField("reason", reason);
      json.writeStringField("raw", raw);
      json.writeStringField("observed_at", Instant.ofEpochMilli(observedAtMillis).toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private void writePosition(JsonGenerator json) throws IOException {
    if (origin.file() != null) {
      json.writeStringField("file", origin.file());
      json.writeNumberField("line", origin.line());
    } else if (origin.topic() != null) {
      json.writeStringField("topic", origin.topic());
      json.writeNumberField("partition", origin.partition());
      json.writeNumberField("offset", origin.offset());
      if (origin.element() > 0) {
        json.writeNumberField("element", origin.element());
      }
    }
  }
}
