package dev.mainstem.tests;

import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.rehearsal.Difference;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.Position;
import dev.mainstem.spec.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.Row;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The text of a definition in which expected rows take the place of others, and all else stays as
 * it was written: order, layout and comments. Not thread-safe.
 */
public final class ExpectedRowsFile {

  private final String file;
  private final String text;
  private final MappingNode root;
  private final List<Edit> edits = new ArrayList<>();

  /** A part of the text, counted in characters, and what takes its place. */
  private record Edit(int from, int to, String by) {}

  /**
   * @param file what messages call it
   * @param text of a definition that passes a check
   */
  public ExpectedRowsFile(String file, String text) {
    this.file = file;
    this.text = text;
    LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
    Optional<Node> node = new Compose(settings).composeString(text);
    this.root = (MappingNode) node.orElseThrow();
  }

  /**
   * Expects of a step what was found.
   *
   * @param test its place among the tests, from 0
   * @throws DefinitionException if the rows stand elsewhere and are only referred to
   */
  public void expect(int test, String step, Comparison comparison) {
    SequenceNode tests = (SequenceNode) value(root, "tests").getValueNode();
    MappingNode body = (MappingNode) tests.getValue().get(test);
    NodeTuple entry = value((MappingNode) value(body, "expect").getValueNode(), step);
    SequenceNode rows = (SequenceNode) entry.getValueNode();
    checkInPlace(entry, "tests[%d].expect.%s".formatted(test, step));
    boolean block = rows.getFlowStyle() == FlowStyle.BLOCK;
    boolean someStay = comparison.missing().size() < rows.getValue().size();
    if (block && (someStay || !comparison.extra().isEmpty())) {
      changeRows(rows, comparison);
    } else {
      replaceList(entry, rows, comparison);
    }
  }

  /** What an alias stands for is before it, and may be meant by others too. */
  private void checkInPlace(NodeTuple entry, String path) {
    SequenceNode rows = (SequenceNode) entry.getValueNode();
    boolean inPlace =
        start(entry.getKeyNode()) < start(rows)
            && rows.getValue().stream()
                .allMatch(
                    row ->
                        start(rows) <= start(row)
                            && ((MappingNode) row)
                                .getValue().stream()
                                    .allMatch(field -> start(row) <= start(field.getValueNode())));
    if (!inPlace) {
      Mark key = entry.getKeyNode().getStartMark().orElseThrow();
      Position at = new Position(file, key.getLine() + 1, key.getColumn() + 1);
      throw new DefinitionException(
          List.of(
              new Problem(at, path, "has an alias, which --fix can't change; write the rows out")));
    }
  }

  /** The text as it is now. */
  public String edited() {
    StringBuilder edited = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::from).reversed())
        .forEach(edit -> edited.replace(edit.from(), edit.to(), edit.by()));
    return edited.toString();
  }

  /** A list of which each row stands on lines of its own. */
  private void changeRows(SequenceNode rows, Comparison comparison) {
    List<Node> items = rows.getValue();
    comparison
        .differing()
        .forEach(difference -> changeRow((MappingNode) items.get(difference.index()), difference));
    for (int missing : comparison.missing()) {
      int from = lineStart(start(items.get(missing)));
      edits.add(new Edit(from, Math.min(text.length(), lineEnd(end(items.get(missing))) + 1), ""));
    }
    int column = start(rows) - lineStart(start(rows));
    int behind = Math.min(text.length(), lineEnd(end(rows)) + 1);
    String breaks = behind == lineEnd(end(rows)) ? "\n" : "";
    String added =
        comparison.extra().stream()
            .map(row -> " ".repeat(column) + "- " + RowText.of(row) + "\n")
            .collect(Collectors.joining());
    edits.add(new Edit(behind, behind, added.isEmpty() ? "" : breaks + added));
  }

  /** Changes the values that differ where they stand, if all of them do. */
  private void changeRow(MappingNode row, Difference difference) {
    List<Edit> changes = new ArrayList<>();
    for (Difference.Field field : difference.fields()) {
      entry(row, field.name())
          .map(NodeTuple::getValueNode)
          .filter(ScalarNode.class::isInstance)
          .map(value -> change(value, difference.found(), field.name()))
          .ifPresent(changes::add);
    }
    edits.addAll(
        changes.size() == difference.fields().size()
            ? changes
            : List.of(new Edit(start(row), end(row), RowText.of(difference.found()))));
  }

  private Edit change(Node value, Row found, String field) {
    boolean empty = start(value) == end(value);
    return new Edit(
        start(value), end(value), (empty ? " " : "") + RowText.value(found.getValue(field)));
  }

  /** A list within brackets, or one of which nothing stays. */
  private void replaceList(NodeTuple entry, SequenceNode rows, Comparison comparison) {
    List<String> now = rowsNow(comparison);
    boolean block = rows.getFlowStyle() == FlowStyle.BLOCK;
    int key = start(entry.getKeyNode());
    String indent = "\n" + " ".repeat(key - lineStart(key) + 2);
    String list =
        now.size() < 2
            ? "[" + String.join("", now) + "]"
            : now.stream().collect(Collectors.joining("," + indent, "[" + indent, "]"));
    int from = block ? text.indexOf(':', end(entry.getKeyNode())) + 1 : start(rows);
    edits.add(new Edit(from, end(rows), (block ? " " : "") + list));
  }

  private static List<String> rowsNow(Comparison comparison) {
    List<String> now = new ArrayList<>();
    for (int i = 0; i < comparison.expected().size(); i++) {
      int place = i;
      Row found =
          comparison.differing().stream()
              .filter(difference -> difference.index() == place)
              .map(Difference::found)
              .findFirst()
              .orElse(comparison.expected().get(i));
      if (!comparison.missing().contains(i)) {
        now.add(RowText.of(found));
      }
    }
    return Stream.concat(now.stream(), comparison.extra().stream().map(RowText::of)).toList();
  }

  private static NodeTuple value(MappingNode mapping, String key) {
    return entry(mapping, key).orElseThrow();
  }

  private static Optional<NodeTuple> entry(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(entry -> ((ScalarNode) entry.getKeyNode()).getValue().equals(key))
        .findFirst();
  }

  private int start(Node node) {
    return text.offsetByCodePoints(0, node.getStartMark().orElseThrow().getIndex());
  }

  /** YAML ends what has no bracket only where something else begins. */
  private int end(Node node) {
    boolean open = node instanceof CollectionNode<?> list && list.getFlowStyle() == FlowStyle.BLOCK;
    if (open && node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return end(list.getValue().get(list.getValue().size() - 1));
    }
    if (open && node instanceof MappingNode map && !map.getValue().isEmpty()) {
      return end(map.getValue().get(map.getValue().size() - 1).getValueNode());
    }
    int end = text.offsetByCodePoints(0, node.getEndMark().orElseThrow().getIndex());
    while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private int lineStart(int index) {
    return text.lastIndexOf('\n', index - 1) + 1;
  }

  private int lineEnd(int index) {
    int end = text.indexOf('\n', index);
    return end < 0 ? text.length() : end;
  }
}
