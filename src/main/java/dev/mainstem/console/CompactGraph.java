package dev.mainstem.console;

import dev.mainstem.picture.Box;
import dev.mainstem.picture.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A graph that leaves room for counts: each box with its title and where it reads or writes. */
final class CompactGraph {

  /** The first line of a box, as wide as most counts are. */
  static final String NOT_COUNTED_YET = "no rows yet";

  private static final int MAX_LINES = 2;

  private CompactGraph() {}

  /**
   * The graph of a page.
   *
   * @param counted the names of the boxes that have counts
   * @param redact answers a text without its secrets
   */
  static Graph of(Graph graph, Set<String> counted, UnaryOperator<String> redact) {
    return new Graph(
        graph.boxes().stream()
            .map(box -> compact(box, counted.contains(box.name())))
            .map(box -> redacted(box, redact))
            .toList());
  }

  private static Box redacted(Box box, UnaryOperator<String> redact) {
    return new Box(
        redact.apply(box.name()),
        box.kind(),
        redact.apply(box.title()),
        box.lines().stream().map(redact).toList(),
        box.from().stream().map(redact).toList());
  }

  private static Box compact(Box box, boolean counted) {
    List<String> lines = new ArrayList<>();
    if (counted) {
      lines.add(NOT_COUNTED_YET);
    }
    boolean places = box.kind() != Box.Kind.STREAM && box.kind() != Box.Kind.STEP;
    if (places) {
      lines.addAll(box.lines().subList(0, Math.min(MAX_LINES, box.lines().size())));
    }
    return new Box(box.name(), box.kind(), box.title(), lines, box.from());
  }
}
