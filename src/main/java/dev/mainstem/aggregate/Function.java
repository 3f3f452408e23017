package dev.mainstem.aggregate;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The aggregate functions of one value. */
public enum Function {
  COUNT,
  SUM,
  MIN,
  MAX,
  MEAN,
  STDDEV,
  VARIANCE,
  FIRST,
  LAST,
  COUNT_DISTINCT,
  COUNT_DISTINCT_APPROX,
  QUANTILE,
  TOP,
  COLLECT;

  private static final int MOST_OF_TOP = 10_000;

  /** The word for it in a definition. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is called in a definition, for messages. */
  public String call() {
    return switch (this) {
      case QUANTILE -> "quantile(0.5)";
      case TOP -> "top(3)";
      default -> word();
    };
  }

  /** What a call has in brackets, in words; nothing for most. */
  public Optional<String> argument() {
    return switch (this) {
      case QUANTILE -> Optional.of("a number from 0 to 1");
      case TOP -> Optional.of("a whole number from 1 to " + MOST_OF_TOP);
      default -> Optional.empty();
    };
  }

  /** Whether a call can have this number in brackets. */
  public boolean takes(double argument) {
    return switch (this) {
      case QUANTILE -> argument >= 0 && argument <= 1;
      case TOP -> argument >= 1 && argument <= MOST_OF_TOP && argument == Math.rint(argument);
      default -> false;
    };
  }

  /**
   * The type of its result over values of a type or, where the result is an array, of each value in
   * it; nothing where it has no meaning for them.
   */
  public Optional<FieldType> over(FieldType type) {
    return switch (this) {
      case COUNT, COUNT_DISTINCT, COUNT_DISTINCT_APPROX -> Optional.of(FieldType.INT64);
      case FIRST, LAST, COLLECT -> Optional.of(type);
      case MIN, MAX, TOP -> type == FieldType.BOOLEAN ? Optional.empty() : Optional.of(type);
      case SUM -> type.isNumeric() ? Optional.of(sumOf(type)) : Optional.empty();
      case MEAN, STDDEV, VARIANCE, QUANTILE ->
          type.isNumeric() ? Optional.of(FieldType.DOUBLE) : Optional.empty();
    };
  }

  private boolean isNullOverNothing() {
    return switch (this) {
      case COUNT, COUNT_DISTINCT, COUNT_DISTINCT_APPROX, TOP, COLLECT -> false;
      default -> true;
    };
  }

  /**
   * The aggregate of the values at a place, by a function that has nothing in brackets.
   *
   * @param output the name of the result
   * @param place of the value in the rows, or -1 for the rows themselves, which only COUNT takes
   * @param type of the value
   */
  public Aggregate of(String output, int place, FieldType type) {
    return of(output, place, type, 0);
  }

  /**
   * The aggregate of the values at a place.
   *
   * @param argument what the call has in brackets; of no matter where it has nothing
   */
  public Aggregate of(String output, int place, FieldType type, double argument) {
    return new OfValue(this, output, place, type, argument);
  }

  private static FieldType sumOf(FieldType type) {
    return switch (type) {
      case INT32, INT64 -> FieldType.INT64;
      case DECIMAL -> FieldType.DECIMAL;
      default -> FieldType.DOUBLE;
    };
  }

  private record OfValue(
      Function function, String output, int place, FieldType type, double argument)
      implements Aggregate {

    @Override
    public List<RowType.Field> outputs() {
      FieldType result = function.over(type).orElseThrow();
      boolean array = function == TOP || function == COLLECT;
      return List.of(new RowType.Field(output, result, function.isNullOverNothing(), array));
    }

    @Override
    public boolean needsTime() {
      return function == FIRST || function == LAST || function == COLLECT;
    }

    @Override
    public Optional<String> keeps() {
      return switch (function) {
        case COUNT_DISTINCT -> Optional.of("every distinct value");
        case QUANTILE -> Optional.of("every value, in 8 bytes");
        case COLLECT -> Optional.of("every value and its time");
        default -> Optional.empty();
      };
    }

    @Override
    public Accumulator accumulator() {
      return switch (function) {
        case COUNT -> new Count(place);
        case MIN -> new Extreme(place, type, -1);
        case MAX -> new Extreme(place, type, 1);
        case SUM -> Sum.of(output, place, type);
        case MEAN -> new Mean(output, place, type);
        case STDDEV, VARIANCE -> new Spread(output, place, function == STDDEV);
        case FIRST -> new FirstOrLast(place, type, -1);
        case LAST -> new FirstOrLast(place, type, 1);
        case COUNT_DISTINCT -> new Distinct(place, type);
        case COUNT_DISTINCT_APPROX -> new ApproximateDistinct(place);
        case QUANTILE -> new Quantile(output, place, argument);
        case TOP -> new Top(place, type, (int) argument);
        case COLLECT -> new Collected(place, type);
      };
    }
  }
}
