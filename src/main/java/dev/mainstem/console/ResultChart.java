package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.spec.RowType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers of windows as lines over their ends, one for each of the greatest groups. Where a
 * window has answered more than once, its newest answer counts.
 */
final class ResultChart {

  private static final Logger LOG = LoggerFactory.getLogger(ResultChart.class);
  private static final String WINDOW_END = "window_end";
  private static final String PANE_INDEX = "pane_index";
  private static final int MAX_GROUPS = 5;
  private static final int MAX_FIELDS = 6;
  private static final int MAX_ENDS = 120;

  private final RowType type;
  private final int end;
  private final List<Integer> keys;
  private final List<Integer> numbers;
  private final Map<String, Map<Long, List<String>>> groups = new HashMap<>();

  private ResultChart(RowType type) {
    this.type = type;
    this.end = type.indexOf(WINDOW_END);
    this.keys = new ArrayList<>();
    this.numbers = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      RowType.Field field = type.fields().get(i);
      if (isNumber(field) && numbers.size() < MAX_FIELDS) {
        numbers.add(i);
      } else if (isKey(field)) {
        keys.add(i);
      }
    }
  }

  private static boolean isNumber(RowType.Field field) {
    return field.type().isNumeric() && !field.array() && !field.name().equals(PANE_INDEX);
  }

  /** Numbers and times tell how a group is; texts tell which it is. */
  private static boolean isKey(RowType.Field field) {
    return switch (field.type()) {
      case STRING, BOOLEAN -> !field.array() && !field.name().equals("pane");
      default -> false;
    };
  }

  /** What tells a row from those that are of another group or window, whichever answer it is. */
  static List<String> identity(RowType type, List<String> row) {
    ResultChart chart = new ResultChart(type);
    List<String> identity = new ArrayList<>(chart.keys.stream().map(row::get).toList());
    identity.add(row.get(chart.end));
    return identity;
  }

  /** The chart of rows such as {@link ResultRows} reads; nothing if they have no windows. */
  static Optional<ObjectNode> of(RowType type, List<List<String>> rows) {
    ResultChart chart = new ResultChart(type);
    if (chart.end < 0 || chart.numbers.isEmpty()) {
      return Optional.empty();
    }
    rows.forEach(chart::add);
    return chart.groups.isEmpty() ? Optional.empty() : Optional.of(chart.json());
  }

  private void add(List<String> row) {
    try {
      long at = Instant.parse(row.get(end)).toEpochMilli();
      String group = String.join(", ", keys.stream().map(row::get).toList());
      groups.computeIfAbsent(group, g -> new HashMap<>()).put(at, row);
    } catch (DateTimeException e) {
      LOG.debug("no window, as a topic may hold", e);
    }
  }

  private ObjectNode json() {
    List<String> greatest =
        groups.keySet().stream()
            .sorted(Comparator.comparingDouble(this::size).reversed().thenComparing(g -> g))
            .limit(MAX_GROUPS)
            .toList();
    List<Long> ends = ends(greatest);
    ObjectNode chart = JsonNodeFactory.instance.objectNode();
    chart.put("groups", groups.size());
    greatest.forEach(chart.putArray("shown")::add);
    ends.forEach(chart.putArray("ends")::add);
    ArrayNode fields = chart.putArray("fields");
    for (int number : numbers) {
      ObjectNode field = fields.addObject().put("name", type.fields().get(number).name());
      ArrayNode lines = field.putArray("lines");
      greatest.forEach(group -> addLine(lines.addArray(), group, number, ends));
    }
    return chart;
  }

  /** By their first number, all windows together. */
  private double size(String group) {
    return rowsOf(group).values().stream()
        .mapToDouble(row -> Math.abs(number(row.get(numbers.get(0))).orElse(0.0)))
        .sum();
  }

  private List<Long> ends(List<String> shown) {
    TreeSet<Long> all = new TreeSet<>();
    shown.forEach(group -> all.addAll(rowsOf(group).keySet()));
    List<Long> ends = new ArrayList<>(all);
    return ends.subList(Math.max(0, ends.size() - MAX_ENDS), ends.size());
  }

  private void addLine(ArrayNode line, String group, int number, List<Long> ends) {
    for (Long at : ends) {
      List<String> row = rowsOf(group).get(at);
      Optional<Double> value = row == null ? Optional.empty() : number(row.get(number));
      value.ifPresentOrElse(line::add, line::addNull);
    }
  }

  private Map<Long, List<String>> rowsOf(String group) {
    return groups.getOrDefault(group, Map.of());
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
