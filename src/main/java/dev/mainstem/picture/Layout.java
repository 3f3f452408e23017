package dev.mainstem.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the boxes of a graph stand: the sources in a row, the stream below, and below it the tree
 * of what takes from it, each box in the middle over those behind it. All lengths are in pixels.
 */
final class Layout {

  static final double LINE_HEIGHT = 17;
  static final double TITLE_HEIGHT = 34;
  static final double PADDING = 12;

  private static final double MARGIN = 16;
  private static final double BESIDE = 24;
  private static final double BELOW = 44;
  private static final double LEAST_WIDTH = 130;

  /** Of the widest fonts that may come in the place of the one that is asked for. */
  private static final double TITLE_CHARACTER = 8.6;

  private static final double LINE_CHARACTER = 7.3;

  private final Graph graph;
  private final Map<String, Place> places = new HashMap<>();

  /** The rectangle of a box. */
  record Place(double x, double y, double width, double height) {

    double middle() {
      return x + width / 2;
    }

    double bottom() {
      return y + height;
    }
  }

  private Layout(Graph graph) {
    this.graph = graph;
  }

  static Layout of(Graph graph) {
    Layout layout = new Layout(graph);
    layout.place();
    return layout;
  }

  Place place(Box box) {
    return Objects.requireNonNull(places.get(box.name()), box.name());
  }

  /** The width of the picture. */
  double width() {
    return places.values().stream().mapToDouble(p -> p.x() + p.width()).max().orElse(0) + MARGIN;
  }

  /** The height of the picture. */
  double height() {
    return places.values().stream().mapToDouble(Place::bottom).max().orElse(0) + MARGIN;
  }

  private void place() {
    double sources = rowWidth(graph.sources().stream().map(Layout::widthOf).toList());
    double tree = treeWidth(graph.stream());
    double middle = MARGIN + Math.max(sources, tree) / 2;
    double below = MARGIN;
    double x = middle - sources / 2;
    for (Box source : graph.sources()) {
      places.put(source.name(), new Place(x, MARGIN, widthOf(source), heightOf(source)));
      x += widthOf(source) + BESIDE;
      below = Math.max(below, MARGIN + heightOf(source) + BELOW);
    }
    placeTree(graph.stream(), middle - tree / 2, below);
  }

  private void placeTree(Box box, double left, double top) {
    double whole = treeWidth(box);
    double width = widthOf(box);
    places.put(box.name(), new Place(left + (whole - width) / 2, top, width, heightOf(box)));
    double children = childrenWidth(box);
    double x = left + (whole - children) / 2;
    for (Box child : graph.behind(box)) {
      placeTree(child, x, top + heightOf(box) + BELOW);
      x += treeWidth(child) + BESIDE;
    }
  }

  private double treeWidth(Box box) {
    return Math.max(widthOf(box), childrenWidth(box));
  }

  private double childrenWidth(Box box) {
    return rowWidth(graph.behind(box).stream().map(this::treeWidth).toList());
  }

  private static double rowWidth(List<Double> widths) {
    double sum = widths.stream().mapToDouble(Double::doubleValue).sum();
    return sum + Math.max(0, widths.size() - 1) * BESIDE;
  }

  private static double widthOf(Box box) {
    double lines = box.lines().stream().mapToInt(String::length).max().orElse(0) * LINE_CHARACTER;
    double text = Math.max(box.title().length() * TITLE_CHARACTER, lines);
    return Math.max(LEAST_WIDTH, text + 2 * PADDING);
  }

  private static double heightOf(Box box) {
    return TITLE_HEIGHT + box.lines().size() * LINE_HEIGHT + (box.lines().isEmpty() ? 0 : PADDING);
  }
}
