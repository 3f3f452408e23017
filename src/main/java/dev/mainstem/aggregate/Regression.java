package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Values;
import dev.mainstem.record.Varint;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The line y = a·x + b with the least sum of squared vertical distances (ordinary least squares).
 *
 * <p>With the sums S of the products, a = (n·Sxy - Sx·Sy) / (n·Sxx - Sx²), b = (Sy - a·Sx) / n, and
 * r² = (n·Sxy - Sx·Sy)² / ((n·Sxx - Sx²)(n·Syy - Sy²)). The differences cancel, as far as anything
 * can where x has a large offset and a tiny spread; the sums are exact, so nothing is lost. The
 * standard error of the regression is the root of the sum of squared residuals over n - 2; with the
 * differences D, that sum is (Dyy·Dxx - Dxy²) / (n·Dxx).
 *
 * @param x the place of x in the rows, never null there
 * @param y the place of y, never null there
 * @param standardError whether it is told, too
 */
public record Regression(int x, int y, boolean standardError) implements Aggregate {

  /** The field of a. */
  public static final String SLOPE = "a";

  /** The field of b. */
  public static final String INTERCEPT = "b";

  /** The field of the standard error: null for fewer than three rows, or without a line. */
  public static final String STANDARD_ERROR = "standard_error";

  @Override
  public List<RowType.Field> outputs() {
    List<RowType.Field> fields = new ArrayList<>();
    fields.add(new RowType.Field("n", FieldType.INT64, false));
    fields.add(new RowType.Field(SLOPE, FieldType.DOUBLE, true));
    fields.add(new RowType.Field(INTERCEPT, FieldType.DOUBLE, true));
    fields.add(new RowType.Field("r2", FieldType.DOUBLE, true));
    if (standardError) {
      fields.add(new RowType.Field(STANDARD_ERROR, FieldType.DOUBLE, true));
    }
    return fields;
  }

  @Override
  public Accumulator accumulator() {
    return new Sums(x, y, standardError);
  }

  private static final class Sums implements Accumulator {

    private final int xPlace;
    private final int yPlace;
    private final boolean standardError;
    private final Moments xs = new Moments();
    private final Moments ys = new Moments();
    private final ExactSum products = new ExactSum();
    private long n;

    Sums(int xPlace, int yPlace, boolean standardError) {
      this.xPlace = xPlace;
      this.yPlace = yPlace;
      this.standardError = standardError;
    }

    @Override
    public void add(List<@Nullable Object> values) {
      double x = Values.toDouble(Objects.requireNonNull(values.get(xPlace)));
      double y = Values.toDouble(Objects.requireNonNull(values.get(yPlace)));
      n++;
      xs.add(x);
      ys.add(y);
      products.addProduct(x, y);
    }

    @Override
    public void merge(Accumulator other) {
      Sums sums = (Sums) other;
      n += sums.n;
      xs.merge(sums.xs);
      ys.merge(sums.ys);
      products.add(sums.products);
    }

    /**
     * Without spread in x there is no line; without spread in y it is flat and explains nothing.
     */
    @Override
    public @Nullable Object[] results() throws BadValue {
      if (!xs.isFinite() || !ys.isFinite()) {
        throw MultipleRegression.doesNotFit();
      }
      Dyadic ofX = xs.scaledDeviations(n);
      if (ofX.isZero()) {
        return results(null, null, null, null);
      }
      Dyadic ofY = ys.scaledDeviations(n);
      Dyadic ofXy = products.value().times(n).minus(xs.sum.value().times(ys.sum.value()));
      double a = ofXy.dividedBy(ofX);
      double b = intercept(ofX, ofXy);
      Double r2 = ofY.isZero() ? null : ofXy.times(ofXy).dividedBy(ofX.times(ofY));
      Double error = n > 2 && standardError ? error(ofX, ofY, ofXy) : null;
      if (!Double.isFinite(a) || !Double.isFinite(b) || (error != null && error.isInfinite())) {
        throw MultipleRegression.doesNotFit();
      }
      return results(a, b, r2, error);
    }

    private @Nullable Object[] results(
        @Nullable Double a, @Nullable Double b, @Nullable Double r2, @Nullable Double error) {
      return standardError
          ? new @Nullable Object[] {n, a, b, r2, error}
          : new @Nullable Object[] {n, a, b, r2};
    }

    private double error(Dyadic ofX, Dyadic ofY, Dyadic ofXy) {
      Dyadic squares = ofY.times(ofX).minus(ofXy.times(ofXy));
      return squares.rootOfQuotient(ofX.times(n).times(n - 2));
    }

    /** (Sy·ofX - ofXy·Sx) / (n·ofX), so that the rounding of a does not go into b. */
    private double intercept(Dyadic ofX, Dyadic ofXy) {
      Dyadic dividend = ys.sum.value().times(ofX).minus(ofXy.times(xs.sum.value()));
      return dividend.dividedBy(ofX.times(n));
    }

    @Override
    public void encode(DataOutput out) throws IOException {
      Varint.write(n, out);
      xs.encode(out);
      ys.encode(out);
      products.encode(out);
    }

    @Override
    public void decode(DataInput in) throws IOException {
      n = Varint.read(in);
      xs.decode(in);
      ys.decode(in);
      products.decode(in);
    }
  }
}
