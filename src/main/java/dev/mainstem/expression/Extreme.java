package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The functions {@code least} and {@code greatest}: of numbers, texts, times and days. Null if an
 * argument is.
 */
final class Extreme {

  private final FieldType type;
  private final boolean greatest;

  private Extreme(FieldType type, boolean greatest) {
    this.type = type;
    this.greatest = greatest;
  }

  static Typed least(Call call) throws ExpressionException {
    return of(call, false);
  }

  static Typed greatest(Call call) throws ExpressionException {
    return of(call, true);
  }

  private static Typed of(Call call, boolean greatest) throws ExpressionException {
    List<Typed> arguments = call.arguments();
    Optional<FieldType> type =
        Conversion.common(arguments).filter(common -> common != FieldType.BOOLEAN);
    if (type.isEmpty()) {
      throw new ExpressionException(
          call.offset(),
          "%s: expected numbers, strings, timestamps or dates, all of one kind, found %s"
              .formatted(
                  call.name(),
                  String.join(", ", arguments.stream().map(Typed::typeWord).distinct().toList())));
    }
    List<Typed> values = Conversion.allTo(arguments, type.get());
    Code code = new Extreme(type.get(), greatest).among(values);
    return Typed.of(call.offset(), type.get(), Typed.anyNullable(values), code);
  }

  /** By halves, so that many arguments do not nest deeply. */
  private Code among(List<Typed> values) {
    int half = values.size() / 2;
    if (half == 0) {
      return values.get(0).code();
    }
    return ofTwo(among(values.subList(0, half)), among(values.subList(half, values.size())));
  }

  private Code ofTwo(Code a, Code b) {
    if (a instanceof Code.OfLong x && b instanceof Code.OfLong y) {
      return greatest ? Strict.longs(x, y, Math::max) : Strict.longs(x, y, Math::min);
    }
    if (a instanceof Code.OfDouble x && b instanceof Code.OfDouble y) {
      return greatest ? Strict.doubles(x, y, Math::max) : Strict.doubles(x, y, Math::min);
    }
    return switch (type) {
      case STRING -> this.<String>ofTwo(a, b, Order::of);
      case DECIMAL -> this.<BigDecimal>ofTwo(a, b, BigDecimal::compareTo);
      default -> this.<LocalDate>ofTwo(a, b, LocalDate::compareTo);
    };
  }

  @SuppressWarnings("unchecked") // the type says what the objects are
  private <T> Code ofTwo(Code a, Code b, Comparator<T> order) {
    return Strict.objects(
        (Code.OfObject<T>) a,
        (Code.OfObject<T>) b,
        (x, y) -> order.compare(x, y) > 0 == greatest ? x : y);
  }
}
