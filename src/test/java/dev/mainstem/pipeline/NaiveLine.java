package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/** The line through rides, in the closed form of the text books, in decimals of many digits. */
record NaiveLine(BigDecimal a, BigDecimal b, BigDecimal squares, int n) {

  private static final MathContext DIGITS = new MathContext(60);
  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  /** The line of a group; null where there is none. */
  static @Nullable NaiveLine of(List<Ride> rides, @Nullable String zone) {
    List<BigDecimal> x = new ArrayList<>();
    List<BigDecimal> y = new ArrayList<>();
    for (Ride ride : rides) {
      if (Objects.equals(ride.zone(), zone) && ride.fare() > 0 && ride.tip() != null) {
        x.add(BigDecimal.valueOf(ride.fare()));
        y.add(BigDecimal.valueOf(ride.tip()));
      }
    }
    return x.stream().distinct().count() < 2 ? null : of(x, y);
  }

  private static NaiveLine of(List<BigDecimal> x, List<BigDecimal> y) {
    BigDecimal meanX = mean(x);
    BigDecimal meanY = mean(y);
    BigDecimal xx = BigDecimal.ZERO;
    BigDecimal xy = BigDecimal.ZERO;
    for (int i = 0; i < x.size(); i++) {
      BigDecimal off = x.get(i).subtract(meanX);
      xx = xx.add(off.multiply(off));
      xy = xy.add(off.multiply(y.get(i).subtract(meanY)));
    }
    BigDecimal a = xy.divide(xx, DIGITS);
    BigDecimal b = meanY.subtract(a.multiply(meanX));
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = 0; i < x.size(); i++) {
      BigDecimal residual = y.get(i).subtract(a.multiply(x.get(i))).subtract(b);
      squares = squares.add(residual.multiply(residual));
    }
    return new NaiveLine(a, b, squares, x.size());
  }

  private static BigDecimal mean(List<BigDecimal> values) {
    return values.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), DIGITS);
  }

  double predicted(Ride ride) {
    return a.multiply(BigDecimal.valueOf(ride.fare())).add(b).doubleValue();
  }

  double residual(Ride ride) {
    return Objects.requireNonNull(ride.tip()) - predicted(ride);
  }

  double standardError() {
    return squares.divide(BigDecimal.valueOf(n - 2L), DIGITS).sqrt(DIGITS).doubleValue();
  }

  /** Holds a scored row against the line of its group. */
  static void check(JsonNode row, Ride ride, @Nullable NaiveLine line, double k) {
    assertThat(row.has("predicted") && row.has("residual") && row.has("anomaly")).isTrue();
    assertThat(row.path("predicted").isNull()).as("%s", row).isEqualTo(line == null);
    boolean told = line != null && ride.tip() != null;
    assertThat(row.path("residual").isNull()).as("%s", row).isEqualTo(!told);
    assertThat(row.path("anomaly").isNull()).as("%s", row).isEqualTo(!told);
    if (line != null) {
      assertThat(row.path("predicted").asDouble()).isCloseTo(line.predicted(ride), CLOSE);
    }
    if (line != null && told) {
      double residual = line.residual(ride);
      assertThat(row.path("residual").asDouble()).isCloseTo(residual, CLOSE);
      assertThat(row.path("anomaly").asBoolean())
          .isEqualTo(Math.abs(residual) > k * line.standardError());
    }
  }
}
