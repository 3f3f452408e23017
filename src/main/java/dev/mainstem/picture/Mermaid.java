package dev.mainstem.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph as a Mermaid flowchart, which Markdown on many sites shows as a picture. */
public final class Mermaid {

  private Mermaid() {}

  /** The lines of the flowchart. */
  public static List<String> of(Graph graph) {
    List<String> lines = new ArrayList<>(List.of("flowchart TD"));
    Map<String, String> ids = new HashMap<>();
    for (Box box : graph.boxes()) {
      String id = "b" + ids.size();
      ids.put(box.name(), id);
      lines.add("  " + id + shape(box));
      for (String from : box.from()) {
        String arrow = box.kind() == Box.Kind.REJECTED ? "-.->" : "-->";
        lines.add("  %s %s %s".formatted(ids.get(from), arrow, id));
      }
    }
    return lines;
  }

  private static String shape(Box box) {
    List<String> text = new ArrayList<>(List.of("<b>" + escaped(box.title()) + "</b>"));
    box.lines().forEach(line -> text.add(escaped(line)));
    String label = "\"" + String.join("<br>", text) + "\"";
    return switch (box.kind()) {
      case SOURCE -> "[(" + label + ")]";
      case STREAM -> "([" + label + "])";
      case STEP -> "[" + label + "]";
      case SINK, REJECTED -> "[/" + label + "/]";
    };
  }

  /** As the entities that Mermaid knows. */
  private static String escaped(String text) {
    return text.replace("#", "#35;")
        .replace("&", "#amp;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;");
  }
}
