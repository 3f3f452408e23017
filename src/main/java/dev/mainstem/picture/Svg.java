package dev.mainstem.picture;

import dev.mainstem.picture.Layout.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A graph as an SVG that stands for itself, in light and dark colours as its viewer likes them. */
public final class Svg {

  private static final String STYLE = "picture.css";

  private static final String ARROW =
      "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
          + " markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>";

  private final Graph graph;
  private final Layout layout;
  private final List<String> lines = new ArrayList<>();

  private Svg(Graph graph) {
    this.graph = graph;
    this.layout = Layout.of(graph);
  }

  /**
   * The lines of the picture.
   *
   * @param label what it shows, for whoever can't see it
   */
  public static List<String> of(Graph graph, String label) {
    return new Svg(graph).draw(label, Markup.style(STYLE));
  }

  /**
   * The lines of the picture for a page that has {@link #style} itself. Each box tells its name, so
   * that a script finds it.
   */
  public static List<String> unstyled(Graph graph, String label) {
    return new Svg(graph).draw(label, List.of());
  }

  /** The style sheet of the picture. */
  public static String style() {
    return Markup.sheet(STYLE);
  }

  private List<String> draw(String label, List<String> style) {
    lines.add(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$.0f %2$.0f\""
                + " width=\"%1$.0f\" height=\"%2$.0f\" role=\"img\" aria-label=\"%3$s\">",
            layout.width(), layout.height(), Markup.escaped(label)));
    lines.addAll(style);
    lines.add(ARROW);
    graph.boxes().forEach(this::edges);
    graph.boxes().forEach(this::box);
    lines.add("</svg>");
    return lines;
  }

  private void edges(Box box) {
    for (Box other : graph.boxes()) {
      if (box.from().contains(other.name())) {
        edge(layout.place(other), layout.place(box), box.kind());
      }
    }
  }

  private void edge(Place from, Place to, Box.Kind kind) {
    double half = (to.y() - from.bottom()) / 2;
    lines.add(
        format(
            "<path class=\"edge%s\" marker-end=\"url(#arrow)\""
                + " d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"/>",
            kind == Box.Kind.REJECTED ? " rejected" : "",
            from.middle(),
            from.bottom(),
            from.middle(),
            from.bottom() + half,
            to.middle(),
            to.y() - half,
            to.middle(),
            to.y()));
  }

  private void box(Box box) {
    Place place = layout.place(box);
    lines.add(
        format(
            "<g class=\"box %s\" data-name=\"%s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                + " rx=\"8\"/>",
            box.kind().name().toLowerCase(Locale.ROOT),
            Markup.escaped(box.name()),
            place.x(),
            place.y(),
            place.width(),
            place.height()));
    double y = place.y() + 22;
    text("title", place.x() + Layout.PADDING, y, box.title());
    y = place.y() + Layout.TITLE_HEIGHT + Layout.LINE_HEIGHT - 5;
    for (String line : box.lines()) {
      text("line", place.x() + Layout.PADDING, y, line);
      y += Layout.LINE_HEIGHT;
    }
    lines.add("</g>");
  }

  private void text(String style, double x, double y, String text) {
    lines.add(
        format(
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            style, x, y, Markup.escaped(text)));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
