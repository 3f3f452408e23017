package dev.mainstem.aggregate;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a result row: those of the group, those of the aggregates, the window if it has
 * bounds, and the pane if there can be more than one.
 */
record ResultShape(
    List<RowType.Field> group, List<Aggregate> aggregates, boolean bounds, boolean panes)
    implements Serializable {

  static final String WINDOW_START = "window_start";
  static final String WINDOW_END = "window_end";
  static final String PANE = "pane";
  static final String PANE_INDEX = "pane_index";

  ResultShape {
    group = List.copyOf(group);
    aggregates = List.copyOf(aggregates);
  }

  static ResultShape of(
      RowType input, List<String> groupBy, List<Aggregate> aggregates, WindowSpec windowing) {
    List<RowType.Field> group =
        groupBy.stream().map(name -> input.field(name).orElseThrow()).toList();
    return new ResultShape(group, aggregates, windowing.isBounded(), windowing.firesRepeatedly());
  }

  /** The names that a result row can't have twice, in order. */
  List<RowType.Field> fields() {
    List<RowType.Field> fields = new ArrayList<>(group);
    aggregates.forEach(aggregate -> fields.addAll(aggregate.outputs()));
    if (bounds) {
      fields.add(new RowType.Field(WINDOW_START, FieldType.TIMESTAMP, false));
      fields.add(new RowType.Field(WINDOW_END, FieldType.TIMESTAMP, false));
    }
    if (panes) {
      fields.add(new RowType.Field(PANE, FieldType.STRING, false));
      fields.add(new RowType.Field(PANE_INDEX, FieldType.INT64, false));
    }
    return fields;
  }
}
