package dev.mainstem.rehearsal;

import dev.mainstem.record.RowJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/**
 * Two bags of rows of one type held against each other, in no order: those of one that the other
 * has not, and the pairs of them that are nearly one.
 *
 * @param missing the places, from 0, of expected rows that nothing was found for
 * @param extra the rows that were found and not expected
 * @param differing expected rows and, for each, a row that is more like it than different
 */
public record Comparison(
    List<Row> expected, List<Integer> missing, List<Row> extra, List<Difference> differing) {

  /** Beyond, pairs are not looked for: so many differences have another cause. */
  private static final int MOST_PAIRS = 500;

  public Comparison {
    expected = List.copyOf(expected);
    missing = List.copyOf(missing);
    extra = List.copyOf(extra);
    differing = List.copyOf(differing);
  }

  /** Whether the bags are equal; floating-point numbers need be so to nine digits only. */
  public boolean isEqual() {
    return missing.isEmpty() && extra.isEmpty() && differing.isEmpty();
  }

  /** Compares rows, all of one schema. */
  public static Comparison of(Schema schema, List<Row> expected, List<Row> found) {
    Map<String, Deque<Row>> byText = new HashMap<>();
    RowJson json = new RowJson(schema);
    found.forEach(
        row -> byText.computeIfAbsent(json.toText(row), t -> new ArrayDeque<>()).add(row));
    Set<Integer> missing = new TreeSet<>();
    for (int i = 0; i < expected.size(); i++) {
      Deque<Row> same = byText.get(json.toText(expected.get(i)));
      if (same == null || same.poll() == null) {
        missing.add(i);
      }
    }
    List<Row> extra = new ArrayList<>();
    found.stream()
        .map(json::toText)
        .distinct()
        .sorted()
        .forEach(text -> extra.addAll(byText.getOrDefault(text, new ArrayDeque<>())));
    int fields = schema.getFieldCount();
    pair(expected, missing, extra, fields);
    List<Difference> differing = new ArrayList<>();
    for (int equal = fields - 1; equal > 0 && 2 * equal >= fields; equal--) {
      differing.addAll(pair(expected, missing, extra, equal));
    }
    return new Comparison(expected, List.copyOf(missing), extra, differing);
  }

  /** Takes the pairs out that have so many equal fields. */
  private static List<Difference> pair(
      List<Row> expected, Set<Integer> missing, List<Row> extra, int equal) {
    List<Difference> pairs = new ArrayList<>();
    if (missing.size() > MOST_PAIRS || extra.size() > MOST_PAIRS) {
      return pairs;
    }
    for (int i : List.copyOf(missing)) {
      for (Row row : List.copyOf(extra)) {
        if (Difference.equalFields(expected.get(i), row) == equal) {
          pairs.add(Difference.of(i, expected.get(i), row));
          missing.remove(i);
          extra.remove(row);
          break;
        }
      }
    }
    return pairs;
  }
}
