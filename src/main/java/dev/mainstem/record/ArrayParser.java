package dev.mainstem.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns the text of a JSON array into the list of its values, each as a field of single values
 * would take it; none of them is null. Not thread-safe.
 */
final class ArrayParser implements FieldParser {

  private static final String SINGLE = "expected a single value";
  private static final String STRUCTURE = "an object or an array";

  /** Stands for what is no array, and no value of one. */
  static final String OBJECT = "{}";

  private final FieldParser values;
  private final String valueWord;
  private final String word;

  /**
   * @param values parses one of them
   * @param valueWord for what one of them is, in messages
   * @param word for what the whole is, in messages
   */
  ArrayParser(FieldParser values, String valueWord, String word) {
    this.values = values;
    this.valueWord = valueWord;
    this.word = word;
  }

  @Override
  public Object parse(char[] text, int from, int to) throws BadValue {
    try (JsonParser json = Json.FACTORY.createParser(text, from, to - from)) {
      List<Object> array = new ArrayList<>();
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw BadValue.text(word, text, from, to);
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(json));
      }
      if (json.nextToken() != null) {
        throw BadValue.text(word, text, from, to);
      }
      return Collections.unmodifiableList(array);
    } catch (JsonProcessingException e) {
      throw BadValue.text(word, text, from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object value(JsonParser json) throws IOException, BadValue {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      throw new BadValue("expected " + valueWord, "null").in("a value");
    }
    if (token.isStructStart()) {
      throw new BadValue(SINGLE, STRUCTURE).in("a value");
    }
    int from = json.getTextOffset();
    try {
      return values.parse(json.getTextCharacters(), from, from + json.getTextLength());
    } catch (BadValue e) {
      throw e.in("a value");
    }
  }

  /**
   * The text of the array whose start the parser is at, which it leaves at the array's end. Of a
   * structure inside of it, which is no single value, an empty object is left.
   */
  static String textOf(JsonParser json) throws IOException {
    StringBuilder text = new StringBuilder("[");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      text.append(text.length() > 1 ? "," : "");
      if (json.currentToken().isStructStart()) {
        json.skipChildren();
        text.append(OBJECT);
      } else if (json.currentToken() == JsonToken.VALUE_STRING) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(json.getText(), text);
        text.append('"');
      } else {
        text.append(json.getText());
      }
    }
    return text.append(']').toString();
  }
}
