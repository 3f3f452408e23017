package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** The way of values from a row into code and out of it. */
final class Values {

  private Values() {}

  /** What reads a field of the row as it is. */
  static Code.OfObject<?> readAny(int index) {
    return frame -> get(frame, index);
  }

  /** What reads a field of the row. */
  static Code read(FieldType type, int index) {
    return switch (type) {
      case INT32 -> readInt(index);
      case INT64 -> readLong(index);
      case TIMESTAMP -> readTimestamp(index);
      case FLOAT -> readFloat(index);
      case DOUBLE -> readDouble(index);
      case BOOLEAN -> readBoolean(index);
      case DECIMAL -> readDecimal(index);
      case STRING, DATE -> (Code.OfObject<Object>) frame -> get(frame, index);
    };
  }

  private static @Nullable Object get(Frame frame, int index) {
    Object value = frame.values.get(index);
    if (value == null) {
      frame.isNull = true;
    }
    return value;
  }

  private static Code.OfLong readInt(int index) {
    return frame -> {
      Integer value = (Integer) get(frame, index);
      return value == null ? 0 : value;
    };
  }

  private static Code.OfLong readLong(int index) {
    return frame -> {
      Long value = (Long) get(frame, index);
      return value == null ? 0 : value;
    };
  }

  private static Code.OfLong readTimestamp(int index) {
    return frame -> {
      Instant value = (Instant) get(frame, index);
      return value == null ? 0 : value.getMillis();
    };
  }

  private static Code.OfDouble readFloat(int index) {
    return frame -> {
      Float value = (Float) get(frame, index);
      return value == null ? 0 : value;
    };
  }

  private static Code.OfDouble readDouble(int index) {
    return frame -> {
      Double value = (Double) get(frame, index);
      return value == null ? 0 : value;
    };
  }

  private static Code.OfBoolean readBoolean(int index) {
    return frame -> {
      Boolean value = (Boolean) get(frame, index);
      return value != null && value;
    };
  }

  private static Code.OfObject<BigDecimal> readDecimal(int index) {
    return frame -> {
      BigDecimal value = (BigDecimal) get(frame, index);
      return value == null ? null : Decimals.checked(value, "decimal");
    };
  }

  /** What returns the result in the Java type of a row's values. */
  static Code.OfObject<?> boxed(FieldType type, Code code) {
    return switch (type) {
      case INT32 -> Strict.objectOfLong((Code.OfLong) code, value -> (int) value);
      case INT64 -> Strict.objectOfLong((Code.OfLong) code, value -> value);
      case TIMESTAMP -> Strict.objectOfLong((Code.OfLong) code, Instant::ofEpochMilli);
      case FLOAT -> Strict.objectOfDouble((Code.OfDouble) code, value -> (float) value);
      case DOUBLE -> Strict.objectOfDouble((Code.OfDouble) code, value -> value);
      case BOOLEAN -> boxed((Code.OfBoolean) code);
      case STRING, DECIMAL, DATE -> (Code.OfObject<?>) code;
    };
  }

  private static Code.OfObject<Boolean> boxed(Code.OfBoolean code) {
    return frame -> {
      boolean value = code.eval(frame);
      return frame.isNull ? null : value;
    };
  }
}
