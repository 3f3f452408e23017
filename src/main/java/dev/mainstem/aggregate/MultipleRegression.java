package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.ArrayList;
import java.util.List;

/**
 * The plane y = b + a₁·x₁ + a₂·x₂ + ... with the least sum of squared residuals or, with a ridge λ,
 * the least of that sum + λ·(a₁² + a₂² + ...) (ridge regression; Hoerl and Kennard, 1970). The
 * values are taken as they are: whoever gives them in different units says what λ means for each.
 *
 * <p>Of k variables x, their places in the rows are 0 to k - 1, that of y is k; none is null there.
 *
 * @param coefficients the fields of the results for a₁, a₂ and so on
 * @param ridge λ, from 0 on
 * @param standardError whether it is told, too
 */
public record MultipleRegression(List<String> coefficients, double ridge, boolean standardError)
    implements Aggregate {

  /** The field of b. */
  public static final String INTERCEPT = "intercept";

  public MultipleRegression {
    coefficients = List.copyOf(coefficients);
  }

  @Override
  public List<RowType.Field> outputs() {
    List<RowType.Field> fields = new ArrayList<>();
    fields.add(new RowType.Field("n", FieldType.INT64, false));
    fields.add(new RowType.Field(INTERCEPT, FieldType.DOUBLE, true));
    coefficients.forEach(name -> fields.add(new RowType.Field(name, FieldType.DOUBLE, true)));
    fields.add(new RowType.Field("r2", FieldType.DOUBLE, true));
    if (standardError) {
      fields.add(new RowType.Field(Regression.STANDARD_ERROR, FieldType.DOUBLE, true));
    }
    return fields;
  }

  @Override
  public Accumulator accumulator() {
    return new ProductSums(this);
  }

  /** A regression that is out of the range of doubles. */
  static BadValue doesNotFit() {
    return new BadValue("expected a regression that fits double", "a larger one");
  }
}
