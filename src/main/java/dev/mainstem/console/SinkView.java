package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.RowType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sink wrote last: its newest rows and, where they have windows, a chart.
 *
 * @param type of its rows
 * @param tail where they are read; nothing if they are in a place that is not read back
 */
record SinkView(Sink sink, RowType type, Optional<Tail> tail) implements AutoCloseable {

  private static final int MAX_ROWS = 12;
  private static final int MAX_CELL = 120;

  /**
   * The view of a sink.
   *
   * @param embedded where the launch's own broker is, for topics on it
   */
  static SinkView of(Sink sink, Plan plan, String embedded) {
    RowType type = plan.transforms().typeOf(sink.input()).orElse(RowType.of());
    Optional<Tail> files = sink.files().filter(FileTarget::isText).map(FileTail::new);
    return new SinkView(
        sink, type, files.or(() -> sink.topic().map(topic -> new TopicTail(topic, embedded))));
  }

  /** What is there now. */
  ObjectNode look() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("step", sink.step()).put("input", sink.input());
    sink.files()
        .ifPresent(
            files -> view.put("kind", "files").put("place", files.base() + files.extension()));
    sink.topic().ifPresent(topic -> view.put("kind", "topic").put("place", topic.topic()));
    sink.table().ifPresent(table -> view.put("kind", "table").put("place", table.name()));
    tail.ifPresent(from -> addRows(view, rows(from.lines())));
    return view;
  }

  private List<List<String>> rows(List<String> lines) {
    return sink.separator()
        .map(separator -> ResultRows.ofCsv(type, lines, separator))
        .orElseGet(() -> ResultRows.ofJson(type, lines));
  }

  private void addRows(ObjectNode view, List<List<String>> rows) {
    ArrayNode fields = view.putArray("fields");
    type.fields()
        .forEach(
            field ->
                fields
                    .addObject()
                    .put("name", field.name())
                    .put("type", field.word())
                    .put("number", field.type().isNumeric() && !field.array()));
    ArrayNode shown = view.putArray("rows");
    newest(type, rows).forEach(row -> row.forEach(shown.addArray()::add));
    ResultChart.of(type, rows).ifPresent(chart -> view.set("chart", chart));
  }

  /** What was written last first; of windows, those that end last, each with its newest answer. */
  static List<List<String>> newest(RowType type, List<List<String>> rows) {
    List<List<String>> newest = new ArrayList<>(rows);
    Collections.reverse(newest);
    int end = type.indexOf("window_end");
    if (end >= 0) {
      newest.sort(Comparator.comparing((List<String> row) -> row.get(end)).reversed());
    }
    boolean again = end >= 0 && type.indexOf("pane") >= 0;
    Set<List<String>> seen = new HashSet<>();
    return newest.stream()
        .filter(row -> !again || seen.add(ResultChart.identity(type, row)))
        .limit(MAX_ROWS)
        .map(SinkView::cut)
        .toList();
  }

  private static List<String> cut(List<String> row) {
    return row.stream()
        .map(cell -> cell.length() <= MAX_CELL ? cell : cell.substring(0, MAX_CELL - 1) + "…")
        .toList();
  }

  @Override
  public void close() {
    tail.ifPresent(Tail::close);
  }
}
