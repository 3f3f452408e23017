package dev.mainstem.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares rows with those that are expected, whatever their order: doubles within 1e-9 of their
 * size, everything else exactly. A number is a double if it is written as one, with a point or an
 * exponent.
 */
final class ExpectedRows {

  private static final BigDecimal TOLERANCE = new BigDecimal("1e-9");

  private ExpectedRows() {}

  /** A row in two parts. */
  private record Row(String exact, List<BigDecimal> doubles) {

    static Row of(JsonNode json) {
      Map<String, JsonNode> members = new TreeMap<>();
      json.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
      StringBuilder exact = new StringBuilder();
      List<BigDecimal> doubles = new ArrayList<>();
      members.forEach(
          (name, value) -> {
            boolean isDouble = value.isFloatingPointNumber();
            exact.append(name).append('=').append(isDouble ? "double" : value).append(' ');
            if (isDouble) {
              doubles.add(value.decimalValue());
            }
          });
      return new Row(exact.toString(), doubles);
    }

    boolean agreesWith(Row other) {
      for (int i = 0; i < doubles.size(); i++) {
        BigDecimal one = doubles.get(i);
        BigDecimal difference = one.subtract(other.doubles.get(i)).abs();
        if (difference.compareTo(one.abs().multiply(TOLERANCE)) > 0) {
          return false;
        }
      }
      return true;
    }

    int compareDoubles(Row other) {
      for (int i = 0; i < Math.min(doubles.size(), other.doubles.size()); i++) {
        int order = doubles.get(i).compareTo(other.doubles.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }

  /**
   * Checks that rows are the expected ones, each as often as it is expected.
   *
   * @param what they are, for the message
   */
  static void assertSame(String what, List<JsonNode> actual, List<JsonNode> expected) {
    List<Row> found = sorted(actual);
    List<Row> wanted = sorted(expected);
    assertThat(found)
        .as(what)
        .extracting(Row::exact)
        .containsExactlyElementsOf(wanted.stream().map(Row::exact).toList());
    List<String> different = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).agreesWith(found.get(i))) {
        different.add("expected %s, found %s".formatted(wanted.get(i), found.get(i)));
      }
    }
    assertThat(different).as(what).isEmpty();
  }

  private static List<Row> sorted(List<JsonNode> rows) {
    return rows.stream()
        .map(Row::of)
        .sorted(Comparator.comparing(Row::exact).thenComparing(Row::compareDoubles))
        .toList();
  }
}
