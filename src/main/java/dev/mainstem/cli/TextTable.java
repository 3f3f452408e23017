package dev.mainstem.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts in columns, as wide as the widest of each.
 *
 * @param columns of equal height
 */
record TextTable(List<Column> columns) {

  static final String GAP = "  ";

  /**
   * One column.
   *
   * @param toTheRight as numbers stand
   */
  record Column(List<String> cells, boolean toTheRight) {

    Column {
      cells = List.copyOf(cells);
    }

    int width() {
      return cells.stream().mapToInt(String::length).max().orElse(0);
    }

    private String padded(int row) {
      String blanks = " ".repeat(width() - cells.get(row).length());
      return toTheRight ? blanks + cells.get(row) : cells.get(row) + blanks;
    }
  }

  TextTable {
    columns = List.copyOf(columns);
  }

  /** The lines, without blanks at their ends. */
  List<String> lines() {
    int height = columns.isEmpty() ? 0 : columns.get(0).cells().size();
    return IntStream.range(0, height).mapToObj(this::line).toList();
  }

  private String line(int row) {
    List<String> cells = new ArrayList<>();
    columns.forEach(column -> cells.add(column.padded(row)));
    return String.join(GAP, cells).stripTrailing();
  }
}
