package dev.mainstem.cli;

import dev.mainstem.record.RowJson;
import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.rehearsal.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.values.Row;

/** How rows differ from those that were expected, in lines. */
final class ComparisonText {

  /** Of each kind; more tell nothing new. */
  private static final int MOST = 20;

  private ComparisonText() {}

  /** The lines; none where nothing differs. */
  static List<String> lines(String step, Comparison comparison) {
    List<String> lines = new ArrayList<>();
    if (comparison.isEqual()) {
      return lines;
    }
    lines.add("  %s: %s".formatted(step, counts(comparison)));
    add(lines, comparison.differing().stream().map(ComparisonText::differing).toList());
    add(
        lines,
        comparison.missing().stream()
            .map(i -> "    missing  " + json(comparison.expected().get(i)))
            .toList());
    add(lines, comparison.extra().stream().map(row -> "    extra    " + json(row)).toList());
    return lines;
  }

  /** How many differ, in words. */
  static String counts(Comparison comparison) {
    List<String> counts = new ArrayList<>();
    count(counts, comparison.differing().size(), "different");
    count(counts, comparison.missing().size(), "missing");
    count(counts, comparison.extra().size(), "extra");
    return String.join(", ", counts);
  }

  private static void count(List<String> counts, int count, String word) {
    if (count > 0) {
      counts.add(Quantity.number(count) + " " + word);
    }
  }

  private static void add(List<String> lines, List<String> more) {
    lines.addAll(more.subList(0, Math.min(MOST, more.size())));
    if (more.size() > MOST) {
      lines.add("    and %s more".formatted(Quantity.number(more.size() - MOST)));
    }
  }

  private static String differing(Difference difference) {
    String fields =
        difference.fields().stream()
            .map(f -> "%s: expected %s, found %s".formatted(f.name(), f.expected(), f.found()))
            .collect(Collectors.joining("; "));
    return "    differs  %s%n             %s".formatted(json(difference.found()), fields);
  }

  private static String json(Row row) {
    return new RowJson(row.getSchema()).toText(row);
  }
}
