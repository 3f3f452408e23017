package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.pipeline.SampleRecords.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** What the functions that keep values, or go by time, say of a few records: sorted lists. */
final class NaiveFunctions {

  /** The results that are asked for, in the words of a definition. */
  static final String ASKED =
      """
      {first: {fn: first, value: value}, last: {fn: last, value: value}, \
      first_id: {fn: first, value: id}, distinct: {fn: count_distinct, value: value}, \
      about: {fn: count_distinct_approx, value: value}, \
      p90: {fn: quantile(0.9), value: value}, median: {fn: quantile(0.5), value: value}, \
      most: {fn: top(2), value: value}, ids: {fn: collect, value: id}, \
      all: {fn: collect, value: value}}""";

  private static final double TOLERANCE = 1e-9;

  private NaiveFunctions() {}

  /** Holds a result row against the records of its group and window. */
  static void check(JsonNode row, List<Measurement> group) {
    List<String> ids = inOrder(group).stream().map(Measurement::id).toList();
    assertThat(texts(row.path("ids"))).as("ids of %s", row).isEqualTo(ids);
    assertThat(row.path("first_id").asText()).isEqualTo(ids.get(0));

    List<Double> byTime = valuesByTime(group);
    List<Double> sorted = byTime.stream().sorted().toList();
    assertThat(numbers(row.path("all"))).as("all of %s", row).isEqualTo(byTime);
    assertThat(numbers(row.path("most")))
        .isEqualTo(sorted.stream().sorted(Comparator.reverseOrder()).limit(2).toList());
    assertThat(row.path("distinct").asInt()).isEqualTo(new HashSet<>(sorted).size());
    // of so few, it is exact
    assertThat(row.path("about")).isEqualTo(row.path("distinct"));
    if (sorted.isEmpty()) {
      for (String name : List.of("first", "last", "p90", "median")) {
        assertThat(row.path(name).isNull()).as(name).isTrue();
      }
      return;
    }
    checkSingle(row, group, sorted);
  }

  private static void checkSingle(JsonNode row, List<Measurement> group, List<Double> sorted) {
    List<Double> byTime = valuesByTime(group);
    assertThat(row.path("first").asDouble()).isEqualTo(byTime.get(0));
    assertThat(row.path("last").asDouble()).isEqualTo(lastOf(group));
    assertThat(row.path("p90").asDouble()).isCloseTo(quantile(sorted, 90), within(TOLERANCE));
    assertThat(row.path("median").asDouble()).isCloseTo(quantile(sorted, 50), within(TOLERANCE));
  }

  private static List<Measurement> inOrder(List<Measurement> group) {
    return group.stream()
        .sorted(Comparator.comparing(Measurement::at).thenComparing(Measurement::id))
        .toList();
  }

  private static List<Double> valuesByTime(List<Measurement> group) {
    return group.stream()
        .filter(m -> m.value() != null)
        .sorted(
            Comparator.comparing(Measurement::at)
                .thenComparing(m -> Objects.requireNonNull(m.value())))
        .map(m -> Objects.requireNonNull(m.value()))
        .toList();
  }

  /** The least of those at the last time. */
  private static double lastOf(List<Measurement> group) {
    List<Measurement> valued = group.stream().filter(m -> m.value() != null).toList();
    var last = valued.stream().map(Measurement::at).max(Comparator.naturalOrder()).orElseThrow();
    return valued.stream()
        .filter(m -> m.at().equals(last))
        .mapToDouble(m -> Objects.requireNonNull(m.value()))
        .min()
        .orElseThrow();
  }

  private static double quantile(List<Double> sorted, int percent) {
    int hundredths = (sorted.size() - 1) * percent;
    double below = sorted.get(hundredths / 100);
    double above = sorted.get((hundredths + 99) / 100);
    return below + (above - below) * (hundredths % 100) / 100;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }
}
