package dev.mainstem.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the wanted members out of a JSON object, as cells.
 *
 * <p>A wanted name is a member of exactly that name or, if there is none and it has dots, a path
 * into objects. Not thread-safe.
 */
final class JsonMembers {

  /** What a name leads to: a cell, a deeper level, or both. */
  private static final class Step {
    int exact = -1;
    int path = -1;
    @Nullable Level inside;
  }

  /** The names that lead somewhere from one object. */
  private static final class Level {
    final Map<String, Step> steps = new HashMap<>();

    Step step(String name) {
      return steps.computeIfAbsent(name, n -> new Step());
    }
  }

  private final Level root = new Level();
  private final Map<String, Integer> cellOf = new HashMap<>();
  // how each cell of the current record was found
  private final byte[] found;
  private final boolean[] isArray;
  private static final byte ABSENT = 0;
  private static final byte BY_PATH = 1;
  private static final byte EXACTLY = 2;
  private @Nullable BadValue twice;

  /**
   * @param names of the wanted members
   * @param arrays those of them that are arrays, whose cells are their texts
   */
  JsonMembers(List<String> names, Set<String> arrays) {
    for (String name : new LinkedHashSet<>(names)) {
      int cell = cellOf.size();
      cellOf.put(name, cell);
      root.step(name).exact = cell;
      if (name.indexOf('.') > 0) {
        addPath(name, cell);
      }
    }
    found = new byte[cellOf.size()];
    isArray = new boolean[cellOf.size()];
    arrays.forEach(name -> isArray[cellOf(name)] = true);
  }

  private void addPath(String name, int cell) {
    Level level = root;
    String[] path = name.split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      Step step = level.step(path[i]);
      step.inside = step.inside == null ? new Level() : step.inside;
      level = step.inside;
    }
    level.step(path[path.length - 1]).path = cell;
  }

  /** The place of a wanted name's cell. */
  int cellOf(String name) {
    return cellOf.getOrDefault(name, -1);
  }

  /**
   * Fills the cells from the object whose start the parser is at, and leaves it at the object's
   * end.
   *
   * @return why the object is bad, though it is JSON: a wanted member stands in it twice; else null
   */
  @Nullable BadValue read(JsonParser json, Cells cells) throws IOException {
    cells.reset(found.length);
    Arrays.fill(found, ABSENT);
    twice = null;
    object(json, root, cells);
    return twice;
  }

  private void object(JsonParser json, Level level, Cells cells) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Step step = level.steps.get(json.currentName());
      JsonToken value = json.nextToken();
      if (step == null) {
        json.skipChildren();
      } else {
        member(json, step, value, cells);
      }
    }
  }

  private void member(JsonParser json, Step step, JsonToken value, Cells cells) throws IOException {
    if (step.exact >= 0) {
      put(json, step.exact, EXACTLY, value, cells);
    }
    if (step.path >= 0) {
      put(json, step.path, BY_PATH, value, cells);
    }
    if (value == JsonToken.START_OBJECT && step.inside != null) {
      object(json, step.inside, cells);
    } else {
      json.skipChildren();
    }
  }

  private void put(JsonParser json, int cell, byte how, JsonToken value, Cells cells)
      throws IOException {
    if (found[cell] == how) {
      twice = new BadValue("expected each member once", "two of " + json.currentName());
    }
    if (found[cell] > how) {
      return;
    }
    found[cell] = how;
    if (value == JsonToken.VALUE_NULL) {
      cells.setNull(cell);
    } else if (value.isStructStart() && isArray[cell]) {
      boolean array = value == JsonToken.START_ARRAY;
      char[] text = (array ? ArrayParser.textOf(json) : ArrayParser.OBJECT).toCharArray();
      cells.set(cell, text, 0, text.length);
    } else if (value.isStructStart()) {
      cells.setStructure(cell);
    } else {
      cells.set(cell, json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }
  }
}
