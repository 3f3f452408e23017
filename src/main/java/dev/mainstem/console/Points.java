package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of a run, from its start on: all of the last minutes, and ever less of what lies
 * longer back, so that a run of days takes no more memory than one of an hour. Counts in it are
 * totals, so that what is left out takes nothing from the others. Not thread-safe.
 */
final class Points {

  /** How many there are at most. */
  static final int MOST = 900;

  /** How many of the newest are all there. */
  static final int ALL_OF = 300;

  private List<ObjectNode> points = new ArrayList<>();

  void add(ObjectNode point) {
    points.add(point);
    if (points.size() > MOST) {
      thin();
    }
  }

  /** Every second one of the older goes; the first one stays. */
  private void thin() {
    List<ObjectNode> thinned = new ArrayList<>(MOST);
    int recent = points.size() - ALL_OF;
    for (int i = 0; i < points.size(); i++) {
      if (i >= recent || i % 2 == 0) {
        thinned.add(points.get(i));
      }
    }
    points = thinned;
  }

  ArrayNode json() {
    return JsonNodeFactory.instance.arrayNode().addAll(points);
  }
}
