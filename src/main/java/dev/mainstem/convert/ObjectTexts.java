package dev.mainstem.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a JSON text (one object, or an array of objects) as texts of their own: checked to
 * be JSON and to have each member once, otherwise as they stand, so that no number loses a digit.
 */
final class ObjectTexts {

  private static final String EXPECTED = "expected a JSON object or an array of objects";

  private ObjectTexts() {}

  /**
   * The objects, each without blanks between its tokens.
   *
   * @throws BadValue if the text is anything else; one bad element makes all of it bad
   */
  static List<String> of(String text) throws BadValue {
    List<String> objects = new ArrayList<>();
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      if (json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          objects.add(object(json, text));
        }
      } else {
        objects.add(object(json, text));
      }
      if (json.nextToken() != null) {
        throw new BadValue("expected the end of the text", "more JSON behind the first value");
      }
    } catch (JsonProcessingException e) {
      throw Json.fault(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  private static String object(JsonParser json, String text) throws IOException, BadValue {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new BadValue(EXPECTED, text.isBlank() ? "nothing" : '"' + text.strip() + '"');
    }
    int from = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    int to = (int) json.currentLocation().getCharOffset();
    return withoutBlanks(text.substring(from, to));
  }

  private static String withoutBlanks(String object) {
    StringBuilder dense = new StringBuilder(object.length());
    boolean inString = false;
    for (int i = 0; i < object.length(); i++) {
      char c = object.charAt(i);
      if (inString && c == '\\') {
        dense.append(c).append(object.charAt(++i));
        continue;
      }
      inString ^= c == '"';
      if (inString || c > ' ') {
        dense.append(c);
      }
    }
    return dense.toString();
  }
}
