package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Values;
import dev.mainstem.record.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The exact sums of some variables and of the products of each two: what a regression needs. */
final class ProductSums implements Accumulator {

  private final MultipleRegression regression;
  private final ExactSum[] sums;
  private final ExactSum[][] products;
  private long n;

  /** Of the variables x of a regression, and of y behind them. */
  ProductSums(MultipleRegression regression) {
    this.regression = regression;
    int variables = regression.coefficients().size() + 1;
    this.sums = newSums(variables);
    this.products = new ExactSum[variables][];
    for (int i = 0; i < variables; i++) {
      products[i] = newSums(i + 1);
    }
  }

  private static ExactSum[] newSums(int count) {
    return Stream.generate(ExactSum::new).limit(count).toArray(ExactSum[]::new);
  }

  @Override
  public void add(List<@Nullable Object> values) {
    n++;
    for (int i = 0; i < sums.length; i++) {
      double value = valueOf(values, i);
      sums[i].add(value);
      for (int j = 0; j <= i; j++) {
        products[i][j].addProduct(value, valueOf(values, j));
      }
    }
  }

  private static double valueOf(List<@Nullable Object> values, int i) {
    return Values.toDouble(Objects.requireNonNull(values.get(i)));
  }

  @Override
  public void merge(Accumulator other) {
    ProductSums added = (ProductSums) other;
    n += added.n;
    for (int i = 0; i < sums.length; i++) {
      sums[i].add(added.sums[i]);
      for (int j = 0; j <= i; j++) {
        products[i][j].add(added.products[i][j]);
      }
    }
  }

  @Override
  public @Nullable Object[] results() throws BadValue {
    for (ExactSum sum : sums) {
      if (!sum.isFinite()) {
        throw MultipleRegression.doesNotFit();
      }
    }
    return new FittedPlane(regression, n, means(), codeviations()).results();
  }

  /** n times the means. */
  private Dyadic[] means() {
    return Stream.of(sums).map(ExactSum::value).toArray(Dyadic[]::new);
  }

  /** n times the sums of the products of the deviations from the means: n·Σuv - Σu·Σv. */
  private Dyadic[][] codeviations() {
    Dyadic[] totals = means();
    Dyadic[][] all = new Dyadic[sums.length][sums.length];
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j <= i; j++) {
        all[i][j] = products[i][j].value().times(n).minus(totals[i].times(totals[j]));
        all[j][i] = all[i][j];
      }
    }
    return all;
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    Varint.write(n, out);
    for (int i = 0; i < sums.length; i++) {
      sums[i].encode(out);
      for (ExactSum product : products[i]) {
        product.encode(out);
      }
    }
  }

  @Override
  public void decode(DataInput in) throws IOException {
    n = Varint.read(in);
    for (int i = 0; i < sums.length; i++) {
      sums[i].decode(in);
      for (ExactSum product : products[i]) {
        product.decode(in);
      }
    }
  }
}
