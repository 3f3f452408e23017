package dev.mainstem.record;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * The records of a JSON text: one object, or an array of objects.
 *
 * <p>The syntax is all or nothing: a text that is no JSON, or whose parts are no objects, is one
 * bad record. The values are each record's own: one bad element of an array leaves the others good.
 * Not thread-safe.
 */
public final class JsonRecords {

  /** Takes what a text holds, once the whole of it is known to be JSON. */
  public interface Receiver {

    /** A good record. */
    void row(Row row);

    /**
     * A bad one.
     *
     * @param element its number in the array, from 1, or 0 for an object that stands alone
     * @param raw its own text
     */
    void bad(BadValue why, int element, String raw);
  }

  private final FlatJson flat;
  private final JsonMembers members;

  private final RowParser rows;
  private final Cells cells = new Cells();
  private final List<Parsed> parsed = new ArrayList<>();

  /** An element that is a row or bad. */
  private record Parsed(@Nullable Row row, @Nullable BadValue why, int element, int from, int to) {}

  /**
   * @param constants texts of fields that are the same in all records
   */
  public JsonRecords(StreamSpec stream, Map<String, String> constants) {
    List<String> names = members(stream.fields().stream()).toList();
    this.flat = new FlatJson(names);
    this.members =
        new JsonMembers(
            names, members(stream.fields().stream().filter(FieldSpec::array)).collect(toSet()));
    this.rows = new RowParser(stream, members::cellOf, constants, List.of());
  }

  private static Stream<String> members(Stream<FieldSpec> fields) {
    return fields.map(FieldSpec::from).flatMap(List::stream);
  }

  /** What parses the members. */
  public RowParser rows() {
    return rows;
  }

  /**
   * Parses a text.
   *
   * @throws BadValue if it is no JSON, or neither an object nor an array of objects
   */
  public void parse(String text, RowParser.Surroundings surroundings, Receiver receiver)
      throws BadValue {
    if (flat.read(text, cells)) {
      only(text, surroundings, receiver);
      return;
    }
    parsed.clear();
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_ARRAY) {
        elements(json, surroundings);
      } else {
        element(json, 0, surroundings);
      }
      expectEnd(json);
    } catch (JsonProcessingException e) {
      throw Json.fault(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Parsed element : parsed) {
      give(element, text, receiver);
    }
  }

  private void only(String text, RowParser.Surroundings surroundings, Receiver receiver) {
    Row row;
    try {
      row = rows.parse(cells, surroundings);
    } catch (BadValue e) {
      receiver.bad(e, 0, text);
      return;
    }
    receiver.row(row);
  }

  private void elements(JsonParser json, RowParser.Surroundings surroundings)
      throws IOException, BadValue {
    int number = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element(json, ++number, surroundings);
    }
  }

  private void element(JsonParser json, int number, RowParser.Surroundings surroundings)
      throws IOException, BadValue {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      notAnObject(json, number);
    }
    long from = number == 0 ? 0 : json.currentTokenLocation().getCharOffset();
    BadValue twice = members.read(json, cells);
    long to = number == 0 ? Integer.MAX_VALUE : json.currentLocation().getCharOffset();
    try {
      if (twice != null) {
        throw twice;
      }
      parsed.add(new Parsed(rows.parse(cells, surroundings), null, number, 0, 0));
    } catch (BadValue e) {
      parsed.add(new Parsed(null, e, number, (int) from, (int) to));
    }
  }

  private static void notAnObject(JsonParser json, int number) throws IOException, BadValue {
    if (json.currentToken() == null) {
      throw new BadValue("expected a JSON object or an array of objects", "nothing");
    }
    String found = number == 0 ? kind(json) : kind(json) + " as element " + number;
    json.skipChildren();
    // what follows must be JSON still: a text that is none has a reason of its own
    while (json.nextToken() != null) {
      json.skipChildren();
    }
    throw new BadValue("expected a JSON object or an array of objects", found);
  }

  private static String kind(JsonParser json) {
    return switch (json.currentToken()) {
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }

  private static void expectEnd(JsonParser json) throws IOException, BadValue {
    if (json.nextToken() != null) {
      throw new BadValue("expected the end of the text", "more JSON behind the first value");
    }
  }

  private static void give(Parsed element, String text, Receiver receiver) {
    if (element.row() != null) {
      receiver.row(element.row());
    } else if (element.why() != null) {
      receiver.bad(
          element.why(),
          element.element(),
          text.substring(element.from(), Math.min(text.length(), element.to())));
    }
  }
}
