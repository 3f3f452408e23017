package dev.mainstem.transforms;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coefficients of one group, as they were fitted.
 *
 * @param standardError of the regression, in the unit of y; null if it is not known
 * @param version what tells it from others of its group, such as where it stands; null if nobody
 *     asks
 */
record FittedModel(
    List<Double> coefficients,
    double intercept,
    @Nullable Double standardError,
    @Nullable String version)
    implements Serializable {

  FittedModel {
    coefficients = List.copyOf(coefficients);
  }

  /** What it says of the values of x, in the order of its coefficients. */
  double predict(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += coefficients.get(i) * x[i];
    }
    return sum + intercept;
  }
}
