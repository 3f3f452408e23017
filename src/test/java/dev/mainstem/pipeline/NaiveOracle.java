package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.pipeline.SampleRecords.Measurement;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the windows of the contract must say, computed in the plainest way, in exact decimals. */
final class NaiveOracle {

  /** How far a sum may be off, as a part of the sum of its magnitudes. */
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");

  private NaiveOracle() {}

  /** The results by device and start of the hour. */
  static Map<String, Result> windows(List<Measurement> records) {
    Map<String, List<Measurement>> groups = new TreeMap<>();
    for (Measurement record : records) {
      Instant start = record.at().truncatedTo(ChronoUnit.HOURS);
      groups.computeIfAbsent(record.device() + " " + start, k -> new ArrayList<>()).add(record);
    }
    Map<String, Result> results = new TreeMap<>();
    groups.forEach((key, group) -> results.put(key, new Result(group)));
    return results;
  }

  /** The records of one window of one device. */
  record Result(List<Measurement> group) {

    /** Holds a row against it. */
    void check(JsonNode row) {
      List<BigDecimal> values =
          group.stream()
              .map(Measurement::value)
              .filter(Objects::nonNull)
              .map(BigDecimal::valueOf)
              .sorted()
              .toList();
      assertThat(row.path("n").asInt()).isEqualTo(group.size());
      assertThat(row.path("known").asInt()).isEqualTo(values.size());
      Instant start = group.get(0).at().truncatedTo(ChronoUnit.HOURS);
      assertThat(row.path("window_end").asText())
          .isEqualTo(start.plus(1, ChronoUnit.HOURS).toString());
      if (values.isEmpty()) {
        assertThat(row.path("total").isNull() && row.path("mean").isNull()).isTrue();
        return;
      }
      assertThat(row.path("low").decimalValue()).isEqualByComparingTo(values.get(0));
      assertThat(row.path("high").decimalValue())
          .isEqualByComparingTo(values.get(values.size() - 1));
      checkSums(row, values);
    }

    private static void checkSums(JsonNode row, List<BigDecimal> values) {
      BigDecimal total = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal magnitudes =
          values.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal off = magnitudes.multiply(TOLERANCE);
      BigDecimal mean = total.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
      assertThat(row.path("total").decimalValue().subtract(total).abs()).isLessThanOrEqualTo(off);
      assertThat(row.path("mean").decimalValue().subtract(mean).abs()).isLessThanOrEqualTo(off);
    }
  }
}
