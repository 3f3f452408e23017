package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Conversions that are asked for: what {@code cast} and {@code try_cast} can do. */
final class Casts {

  private static final long MILLIS_PER_DAY = 86_400_000;

  private Casts() {}

  /**
   * A value as another type.
   *
   * @throws ExpressionException if no value of the one type can be one of the other
   */
  static Typed of(int offset, Typed value, FieldType target) throws ExpressionException {
    if (value.known() == null) {
      return Typed.ofNull(offset, target);
    }
    if (target == FieldType.DECIMAL && value.isExactLiteral()) {
      return Conversion.to(value, target);
    }
    FieldType source = value.type();
    Code code = source == target ? value.code() : code(value, source, target);
    if (code == null) {
      throw new ExpressionException(
          offset,
          "can't cast %s to %s%s".formatted(source.word(), target.word(), hint(source, target)));
    }
    return Typed.of(offset, target, value.nullable(), code);
  }

  /** The same, but null where the cast fails. What fails inside of the value still fails. */
  static Typed lenient(int offset, Typed value, FieldType target) throws ExpressionException {
    Shared shared = Shared.of(value);
    Typed cast = of(offset, shared.read(), target);
    return Typed.of(offset, target, true, lenient(shared, cast.code()));
  }

  private static Code lenient(Shared shared, Code cast) {
    if (cast instanceof Code.OfLong longs) {
      return (Code.OfLong)
          frame -> {
            shared.store(frame);
            try {
              return longs.eval(frame);
            } catch (EvaluationException e) {
              frame.isNull = true;
              return 0;
            }
          };
    }
    if (cast instanceof Code.OfDouble doubles) {
      return (Code.OfDouble)
          frame -> {
            shared.store(frame);
            try {
              return doubles.eval(frame);
            } catch (EvaluationException e) {
              frame.isNull = true;
              return 0;
            }
          };
    }
    if (cast instanceof Code.OfBoolean booleans) {
      return (Code.OfBoolean)
          frame -> {
            shared.store(frame);
            try {
              return booleans.eval(frame);
            } catch (EvaluationException e) {
              frame.isNull = true;
              return false;
            }
          };
    }
    Code.OfObject<?> objects = (Code.OfObject<?>) cast;
    return (Code.OfObject<Object>)
        frame -> {
          shared.store(frame);
          try {
            return objects.eval(frame);
          } catch (EvaluationException e) {
            frame.isNull = true;
            return null;
          }
        };
  }

  private static String hint(FieldType from, FieldType to) {
    if (from == FieldType.TIMESTAMP && to.isNumeric()) {
      return "; use epoch_millis(...) or epoch_seconds(...)";
    }
    if (from.isNumeric() && to == FieldType.TIMESTAMP) {
      return "; use timestamp_millis(...) or timestamp_seconds(...)";
    }
    return from.isNumeric() && to == FieldType.BOOLEAN ? "; write ... <> 0" : "";
  }

  private static @Nullable Code code(Typed value, FieldType from, FieldType to) {
    return switch (to) {
      case STRING -> toText(value, from);
      case BOOLEAN -> toBoolean(value, from);
      case INT32, INT64 -> toInteger(value, from, IntegerCast.to(to));
      case FLOAT, DOUBLE -> toReal(value, from, RealCast.to(to));
      case DECIMAL -> toDecimal(value, from);
      case TIMESTAMP -> toTimestamp(value, from);
      case DATE -> toDate(value, from);
    };
  }

  private static Code toText(Typed value, FieldType from) {
    return switch (from) {
      case BOOLEAN -> booleanText(value.booleans());
      case INT32, INT64 -> Strict.objectOfLong(value.longs(), Long::toString);
      case TIMESTAMP -> Strict.objectOfLong(value.longs(), TimestampText::format);
      case FLOAT -> Strict.objectOfDouble(value.doubles(), real -> NumberText.of((float) real));
      case DOUBLE -> Strict.objectOfDouble(value.doubles(), NumberText::of);
      case DECIMAL -> Strict.object(value.<BigDecimal>objects(), BigDecimal::toPlainString);
      case STRING, DATE -> Strict.object(value.objects(), Object::toString);
    };
  }

  private static Code booleanText(Code.OfBoolean code) {
    return (Code.OfObject<String>)
        frame -> {
          boolean truth = code.eval(frame);
          return frame.isNull ? null : Boolean.toString(truth);
        };
  }

  private static @Nullable Code toBoolean(Typed value, FieldType from) {
    if (from != FieldType.STRING) {
      return null;
    }
    Code.OfObject<String> texts = value.objects();
    return (Code.OfBoolean)
        frame -> {
          String text = texts.eval(frame);
          return text != null && TextCast.toBoolean(text);
        };
  }

  private static @Nullable Code toInteger(Typed value, FieldType from, IntegerCast cast) {
    return switch (from) {
      case BOOLEAN -> booleanNumber(value.booleans());
      case INT32, INT64 -> Strict.longs(value.longs(), cast::of);
      case FLOAT, DOUBLE -> Strict.longOfDouble(value.doubles(), cast::of);
      case DECIMAL -> Strict.longOf(value.<BigDecimal>objects(), cast::of);
      case STRING -> Strict.longOf(value.<String>objects(), cast::of);
      case TIMESTAMP, DATE -> null;
    };
  }

  private static Code booleanNumber(Code.OfBoolean code) {
    return (Code.OfLong) frame -> code.eval(frame) ? 1 : 0;
  }

  private static @Nullable Code toReal(Typed value, FieldType from, RealCast cast) {
    return switch (from) {
      case INT32, INT64 -> cast.ofLongs(value.longs());
      case FLOAT, DOUBLE -> cast.ofDoubles(value.doubles());
      case DECIMAL -> cast.ofDecimals(value.objects());
      case STRING -> cast.ofTexts(value.objects());
      case BOOLEAN, TIMESTAMP, DATE -> null;
    };
  }

  private static @Nullable Code toDecimal(Typed value, FieldType from) {
    return switch (from) {
      case INT32, INT64 -> Strict.objectOfLong(value.longs(), BigDecimal::valueOf);
      case FLOAT ->
          Strict.objectOfDouble(value.doubles(), real -> NumberText.shortest((float) real));
      case DOUBLE -> Strict.objectOfDouble(value.doubles(), NumberText::shortest);
      case STRING -> Strict.object(value.<String>objects(), TextCast::toDecimal);
      case DECIMAL, BOOLEAN, TIMESTAMP, DATE -> null;
    };
  }

  private static @Nullable Code toTimestamp(Typed value, FieldType from) {
    return switch (from) {
      case STRING -> Strict.longOf(value.<String>objects(), TextCast::toTimestamp);
      case DATE -> Strict.longOf(value.<LocalDate>objects(), Casts::midnight);
      default -> null;
    };
  }

  private static long midnight(LocalDate day) throws EvaluationException {
    long days = day.toEpochDay();
    if (Math.abs(days) > Long.MAX_VALUE / MILLIS_PER_DAY) {
      throw new EvaluationException(
          "cast to timestamp", "a day that milliseconds can count to", day.toString());
    }
    return days * MILLIS_PER_DAY;
  }

  private static @Nullable Code toDate(Typed value, FieldType from) {
    return switch (from) {
      case STRING -> Strict.object(value.<String>objects(), TextCast::toDate);
      case TIMESTAMP -> Strict.objectOfLong(value.longs(), Casts::day);
      default -> null;
    };
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY));
  }
}
