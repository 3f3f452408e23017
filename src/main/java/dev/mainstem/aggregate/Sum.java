package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Values;
import dev.mainstem.record.Varint;
import dev.mainstem.spec.FieldType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sum of the values that are not null; null over none. */
abstract sealed class Sum implements Accumulator {

  private final String output;
  private final int place;
  private long count;

  private Sum(String output, int place) {
    this.output = output;
    this.place = place;
  }

  static Sum of(String output, int place, FieldType type) {
    return switch (type) {
      case INT32, INT64 -> new OfIntegers(output, place);
      case DECIMAL -> new OfDecimals(output, place);
      default -> new OfDoubles(output, place);
    };
  }

  abstract void addValue(Object value);

  abstract void mergeSum(Sum other);

  abstract Object sum() throws BadValue;

  /** The sum over a whole number, rounded once. */
  abstract double dividedBy(Dyadic count);

  abstract void encodeSum(DataOutput out) throws IOException;

  abstract void decodeSum(DataInput in) throws IOException;

  BadValue doesNotFit(String what, FieldType type) {
    return new BadValue(
        "%s: expected a %s that fits %s".formatted(output, what, type.word()), "a larger one");
  }

  /** The arithmetic mean; null over none. */
  final @Nullable Double mean() throws BadValue {
    if (count == 0) {
      return null;
    }
    double mean = dividedBy(Dyadic.of(count));
    if (!Double.isFinite(mean)) {
      throw doesNotFit("mean", FieldType.DOUBLE);
    }
    return mean;
  }

  @Override
  public void add(List<@Nullable Object> values) {
    Object value = values.get(place);
    if (value != null) {
      count++;
      addValue(value);
    }
  }

  @Override
  public void merge(Accumulator other) {
    count += ((Sum) other).count;
    mergeSum((Sum) other);
  }

  @Override
  public @Nullable Object[] results() throws BadValue {
    return new @Nullable Object[] {count == 0 ? null : sum()};
  }

  @Override
  public void encode(DataOutput out) throws IOException {
    Varint.write(count, out);
    encodeSum(out);
  }

  @Override
  public void decode(DataInput in) throws IOException {
    count = Varint.read(in);
    decodeSum(in);
  }

  private static final class OfIntegers extends Sum {
    private final Int128 sum = new Int128();

    OfIntegers(String output, int place) {
      super(output, place);
    }

    @Override
    void addValue(Object value) {
      sum.add(((Number) value).longValue());
    }

    @Override
    void mergeSum(Sum other) {
      sum.add(((OfIntegers) other).sum);
    }

    @Override
    Object sum() throws BadValue {
      if (sum.toLong().isEmpty()) {
        throw doesNotFit("sum", FieldType.INT64);
      }
      return sum.toLong().getAsLong();
    }

    @Override
    double dividedBy(Dyadic count) {
      return Dyadic.of(sum.toBigInteger()).dividedBy(count);
    }

    @Override
    void encodeSum(DataOutput out) throws IOException {
      sum.encode(out);
    }

    @Override
    void decodeSum(DataInput in) throws IOException {
      sum.decode(in);
    }
  }

  private static final class OfDoubles extends Sum {
    private final ExactSum sum = new ExactSum();

    OfDoubles(String output, int place) {
      super(output, place);
    }

    @Override
    void addValue(Object value) {
      sum.add(Values.toDouble(value));
    }

    @Override
    void mergeSum(Sum other) {
      sum.add(((OfDoubles) other).sum);
    }

    @Override
    Object sum() throws BadValue {
      double value = sum.rounded();
      if (!Double.isFinite(value)) {
        throw doesNotFit("sum", FieldType.DOUBLE);
      }
      return value;
    }

    @Override
    double dividedBy(Dyadic count) {
      return sum.value().dividedBy(count);
    }

    @Override
    void encodeSum(DataOutput out) throws IOException {
      sum.encode(out);
    }

    @Override
    void decodeSum(DataInput in) throws IOException {
      sum.decode(in);
    }
  }

  private static final class OfDecimals extends Sum {
    private BigDecimal sum = BigDecimal.ZERO;

    OfDecimals(String output, int place) {
      super(output, place);
    }

    @Override
    void addValue(Object value) {
      sum = sum.add((BigDecimal) value);
    }

    @Override
    void mergeSum(Sum other) {
      sum = sum.add(((OfDecimals) other).sum);
    }

    @Override
    Object sum() {
      return sum;
    }

    @Override
    double dividedBy(Dyadic count) {
      BigInteger units = sum.scale() > 0 ? sum.unscaledValue() : sum.toBigIntegerExact();
      BigInteger unitsOfOne = BigInteger.TEN.pow(Math.max(0, sum.scale()));
      return Dyadic.of(units).dividedBy(Dyadic.of(unitsOfOne).times(count));
    }

    @Override
    void encodeSum(DataOutput out) throws IOException {
      Values.encode(sum, FieldType.DECIMAL, out);
    }

    @Override
    void decodeSum(DataInput in) throws IOException {
      sum = (BigDecimal) Objects.requireNonNull(Values.decode(FieldType.DECIMAL, in));
    }
  }
}
