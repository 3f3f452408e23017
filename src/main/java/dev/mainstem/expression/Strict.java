package dev.mainstem.expression;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds code that is null where an operand is null, and otherwise what a function makes of the
 * operands. (Strict is Postgres' word for such functions.) Operands are evaluated from the left,
 * and none behind the first null.
 */
final class Strict {

  private Strict() {}

  /** A function of an integer or a timestamp. */
  interface LongToLong {
    long apply(long x) throws EvaluationException;
  }

  /** A function of two integers or timestamps. */
  interface LongsToLong {
    long apply(long x, long y) throws EvaluationException;
  }

  /** A function of an integer or a timestamp that makes an object. */
  interface LongToObject<R> {
    R apply(long x) throws EvaluationException;
  }

  /** A function of a float or double that makes an object. */
  interface DoubleToObject<R> {
    R apply(double x) throws EvaluationException;
  }

  /** A function of a float or double that makes an integer. */
  interface DoubleToLong {
    long apply(double x) throws EvaluationException;
  }

  /** A function of an object. */
  interface ObjectToObject<T, R> {
    R apply(T x) throws EvaluationException;
  }

  /** A function of two objects. */
  interface ObjectsToObject<T, U, R> {
    R apply(T x, U y) throws EvaluationException;
  }

  /** A function of an object that makes an integer or a timestamp. */
  interface ObjectToLong<T> {
    long apply(T x) throws EvaluationException;
  }

  /** A question about two objects. */
  interface ObjectsToBoolean<T, U> {
    boolean apply(T x, U y);
  }

  static Code.OfLong longs(Code.OfLong a, LongToLong function) {
    return frame -> {
      long x = a.eval(frame);
      return frame.isNull ? 0 : function.apply(x);
    };
  }

  static Code.OfLong longs(Code.OfLong a, Code.OfLong b, LongsToLong function) {
    return frame -> {
      long x = a.eval(frame);
      if (frame.isNull) {
        return 0;
      }
      long y = b.eval(frame);
      return frame.isNull ? 0 : function.apply(x, y);
    };
  }

  static <R> Code.OfObject<R> objectOfLong(Code.OfLong a, LongToObject<R> function) {
    return frame -> {
      long x = a.eval(frame);
      return frame.isNull ? null : function.apply(x);
    };
  }

  static <R> Code.OfObject<R> objectOfDouble(Code.OfDouble a, DoubleToObject<R> function) {
    return frame -> {
      double x = a.eval(frame);
      return frame.isNull ? null : function.apply(x);
    };
  }

  static Code.OfLong longOfDouble(Code.OfDouble a, DoubleToLong function) {
    return frame -> {
      double x = a.eval(frame);
      return frame.isNull ? 0 : function.apply(x);
    };
  }

  /** A function that is undefined where its result is not finite. */
  static Code.OfDouble doubles(Code.OfDouble a, DoubleUnaryOperator function) {
    return frame -> {
      double x = a.eval(frame);
      return frame.isNull ? 0 : frame.finite(function.applyAsDouble(x));
    };
  }

  /** A function that is undefined where its result is not finite. */
  static Code.OfDouble doubles(Code.OfDouble a, Code.OfDouble b, DoubleBinaryOperator function) {
    return frame -> {
      double x = a.eval(frame);
      if (frame.isNull) {
        return 0;
      }
      double y = b.eval(frame);
      return frame.isNull ? 0 : frame.finite(function.applyAsDouble(x, y));
    };
  }

  static <T, R> Code.OfObject<R> object(Code.OfObject<T> a, ObjectToObject<T, R> function) {
    return frame -> {
      T x = a.eval(frame);
      return x == null ? null : function.apply(x);
    };
  }

  static <T, U, R> Code.OfObject<R> objects(
      Code.OfObject<T> a, Code.OfObject<U> b, ObjectsToObject<T, U, R> function) {
    return frame -> {
      T x = a.eval(frame);
      @Nullable U y = x == null ? null : b.eval(frame);
      return x == null || y == null ? null : function.apply(x, y);
    };
  }

  static <T> Code.OfLong longOf(Code.OfObject<T> a, ObjectToLong<T> function) {
    return frame -> {
      T x = a.eval(frame);
      return x == null ? 0 : function.apply(x);
    };
  }

  static <T, U> Code.OfBoolean test(
      Code.OfObject<T> a, Code.OfObject<U> b, ObjectsToBoolean<T, U> function) {
    return frame -> {
      T x = a.eval(frame);
      @Nullable U y = x == null ? null : b.eval(frame);
      return x != null && y != null && function.apply(x, y);
    };
  }
}
