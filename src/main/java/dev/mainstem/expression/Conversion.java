package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** How values take another type of themselves, without a cast: numbers, and the word null. */
final class Conversion {

  private Conversion() {}

  /**
   * The type that all of these have in common: the one they have, or for numbers of several types
   * double if a float or double is among them, else decimal if a decimal is, else int64. A literal
   * such as 1.5 is a decimal beside a decimal.
   *
   * @throws ExpressionException if all are the word null
   */
  static Optional<FieldType> common(List<Typed> values) throws ExpressionException {
    List<Typed> known = values.stream().filter(value -> value.known() != null).toList();
    if (known.isEmpty()) {
      values.get(0).type();
    }
    FieldType first = known.get(0).type();
    if (known.stream().allMatch(value -> value.known() == first)) {
      return Optional.of(first);
    }
    return known.stream().allMatch(Typed::isNumeric)
        ? Optional.of(commonNumber(known))
        : Optional.empty();
  }

  private static FieldType commonNumber(List<Typed> numbers) {
    boolean decimal = numbers.stream().anyMatch(value -> value.known() == FieldType.DECIMAL);
    boolean real =
        numbers.stream().anyMatch(value -> isReal(value) && !(decimal && value.isExactLiteral()));
    if (real) {
      return FieldType.DOUBLE;
    }
    return decimal ? FieldType.DECIMAL : FieldType.INT64;
  }

  private static boolean isReal(Typed value) {
    return value.known() == FieldType.FLOAT || value.known() == FieldType.DOUBLE;
  }

  /** The type that arithmetic of a type is done in: int64 for integers, double for floats. */
  static FieldType widened(FieldType type) {
    return switch (type) {
      case INT32 -> FieldType.INT64;
      case FLOAT -> FieldType.DOUBLE;
      default -> type;
    };
  }

  /**
   * A value as a type that it has in common with others.
   *
   * @throws IllegalArgumentException if it has not
   */
  static Typed to(Typed value, FieldType type) {
    if (value.known() == null) {
      return Typed.ofNull(value.offset(), type);
    }
    if (value.known() == type) {
      return value;
    }
    return switch (type) {
      case INT64 -> value.retyped(type);
      case DOUBLE -> toDouble(value);
      case DECIMAL -> toDecimal(value);
      default -> throw new IllegalArgumentException(value.typeWord() + " to " + type.word());
    };
  }

  /** All of them as one type. */
  static List<Typed> allTo(List<Typed> values, FieldType type) {
    return values.stream().map(value -> to(value, type)).toList();
  }

  private static Typed toDouble(Typed value) {
    if (value.code() instanceof Code.OfDouble) {
      return value.retyped(FieldType.DOUBLE);
    }
    if (value.code() instanceof Code.OfLong longs) {
      Code.OfDouble code = frame -> (double) longs.eval(frame);
      return Typed.of(value.offset(), FieldType.DOUBLE, value.nullable(), code);
    }
    Code.OfObject<BigDecimal> decimals = value.objects();
    Code.OfDouble code =
        frame -> {
          BigDecimal decimal = decimals.eval(frame);
          return decimal == null ? 0 : frame.finite(decimal.doubleValue());
        };
    return Typed.of(value.offset(), FieldType.DOUBLE, true, code);
  }

  private static Typed toDecimal(Typed value) {
    if (value.isExactLiteral() && value.constant() instanceof BigDecimal exact) {
      return Typed.ofConstant(value.offset(), FieldType.DECIMAL, exact);
    }
    Code.OfObject<BigDecimal> code = Strict.objectOfLong(value.longs(), BigDecimal::valueOf);
    return Typed.of(value.offset(), FieldType.DECIMAL, value.nullable(), code);
  }
}
