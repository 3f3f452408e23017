package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.util.List;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Code and what is known of its result.
 *
 * @param offset where it stands in the text, for messages
 * @param known the type; null for the word null, which takes the type of what is around it
 * @param nullable whether the result can be null
 * @param constant the value if it is the same for every row and not null, else null; of a number
 *     with a point and without an exponent it is a BigDecimal although the type is double
 */
record Typed(
    int offset, @Nullable FieldType known, boolean nullable, Code code, @Nullable Object constant) {

  static Typed of(int offset, FieldType type, boolean nullable, Code code) {
    return new Typed(offset, type, nullable, code, null);
  }

  /** The word null. */
  static Typed ofNull(int offset) {
    return new Typed(offset, null, true, nullObject(), null);
  }

  /** A null of some type. */
  static Typed ofNull(int offset, FieldType type) {
    return of(offset, type, true, nullOf(type));
  }

  private static Code nullOf(FieldType type) {
    return switch (type) {
      case INT32, INT64, TIMESTAMP ->
          (Code.OfLong)
              frame -> {
                frame.isNull = true;
                return 0;
              };
      case FLOAT, DOUBLE ->
          (Code.OfDouble)
              frame -> {
                frame.isNull = true;
                return 0;
              };
      case BOOLEAN ->
          (Code.OfBoolean)
              frame -> {
                frame.isNull = true;
                return false;
              };
      case STRING, DECIMAL, DATE -> nullObject();
    };
  }

  private static Code nullObject() {
    return (Code.OfObject<Object>)
        frame -> {
          frame.isNull = true;
          return null;
        };
  }

  /**
   * @param value in the Java type of {@code type}, or what {@link #constant} allows besides
   */
  static Typed ofConstant(int offset, FieldType type, Object value) {
    return new Typed(offset, type, false, constantCode(type, value), value);
  }

  private static Code constantCode(FieldType type, Object value) {
    return switch (type) {
      case INT32, INT64 -> constant(((Number) value).longValue());
      case TIMESTAMP -> constant(((Instant) value).getMillis());
      case FLOAT, DOUBLE -> {
        double number = ((Number) value).doubleValue();
        yield (Code.OfDouble) frame -> number;
      }
      case BOOLEAN -> {
        boolean truth = (Boolean) value;
        yield (Code.OfBoolean) frame -> truth;
      }
      case STRING, DECIMAL, DATE -> (Code.OfObject<Object>) frame -> value;
    };
  }

  private static Code constant(long number) {
    return (Code.OfLong) frame -> number;
  }

  /** The type, which must be known here. */
  FieldType type() throws ExpressionException {
    if (known == null) {
      throw new ExpressionException(
          offset, "the type of null is not known here; write cast(null as ...)");
    }
    return known;
  }

  /** The word of the type. */
  String typeWord() {
    return known == null ? "null" : known.word();
  }

  boolean isNumeric() {
    return known != null && known.isNumeric();
  }

  /** Whether it is a number as it was written, with a point and without an exponent. */
  boolean isExactLiteral() {
    return known == FieldType.DOUBLE && constant instanceof BigDecimal;
  }

  /** This with another type of the same representation. */
  Typed retyped(FieldType type) {
    return new Typed(offset, type, nullable, code, constant);
  }

  Code.OfLong longs() {
    return (Code.OfLong) code;
  }

  Code.OfDouble doubles() {
    return (Code.OfDouble) code;
  }

  Code.OfBoolean booleans() {
    return (Code.OfBoolean) code;
  }

  /**
   * @param <T> what the type says: String, BigDecimal or LocalDate
   */
  @SuppressWarnings("unchecked")
  <T> Code.OfObject<T> objects() {
    return (Code.OfObject<T>) code;
  }

  /** Whether one of these can be null. */
  static boolean anyNullable(List<Typed> values) {
    return values.stream().anyMatch(Typed::nullable);
  }
}
