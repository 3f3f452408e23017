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
  VARIANCE;

  /** The word for it in a definition. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of its result over values of a type; nothing where it has no meaning for them. */
  public Optional<FieldType> over(FieldType type) {
    return switch (this) {
      case COUNT -> Optional.of(FieldType.INT64);
      case MIN, MAX -> type == FieldType.BOOLEAN ? Optional.empty() : Optional.of(type);
      case SUM -> type.isNumeric() ? Optional.of(sumOf(type)) : Optional.empty();
      case MEAN, STDDEV, VARIANCE ->
          type.isNumeric() ? Optional.of(FieldType.DOUBLE) : Optional.empty();
    };
  }

  /**
   * The aggregate of the values at a place.
   *
   * @param output the name of the result
   * @param place of the value in the rows, or -1 for the rows themselves, which only COUNT takes
   * @param type of the value
   */
  public Aggregate of(String output, int place, FieldType type) {
    return new OfValue(this, output, place, type);
  }

  private static FieldType sumOf(FieldType type) {
    return switch (type) {
      case INT32, INT64 -> FieldType.INT64;
      case DECIMAL -> FieldType.DECIMAL;
      default -> FieldType.DOUBLE;
    };
  }

  private record OfValue(Function function, String output, int place, FieldType type)
      implements Aggregate {

    @Override
    public List<RowType.Field> outputs() {
      FieldType result = function.over(type).orElseThrow();
      return List.of(new RowType.Field(output, result, function != COUNT));
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
      };
    }
  }
}
