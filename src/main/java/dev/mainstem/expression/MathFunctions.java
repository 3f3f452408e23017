package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of numbers. Those of real numbers are StrictMath's, so that every machine and every run
 * gives the same digits.
 */
final class MathFunctions {

  static final List<Function> ALL =
      List.of(
          Function.of("abs", 1, call -> each(call, Integers::absolute, Math::abs, BigDecimal::abs)),
          Function.of("floor", 1, call -> each(call, x -> x, Rounding::floor, Decimals::floor)),
          Function.of("ceil", 1, call -> each(call, x -> x, Rounding::ceil, Decimals::ceil)),
          Function.of("sign", 1, MathFunctions::sign),
          new Function("round", 1, 2, Rounding::of),
          real("sqrt", StrictMath::sqrt),
          real("exp", StrictMath::exp),
          real("ln", StrictMath::log),
          real("log10", StrictMath::log10),
          Function.of("pow", 2, call -> reals(call, StrictMath::pow)),
          Function.of("mod", 2, MathFunctions::mod),
          new Function("least", 1, Function.MANY, Extreme::least),
          new Function("greatest", 1, Function.MANY, Extreme::greatest));

  private MathFunctions() {}

  /** A function that leaves numbers in their type. */
  private static Typed each(
      Call call,
      Strict.LongToLong ofLong,
      DoubleUnaryOperator ofDouble,
      Strict.ObjectToObject<BigDecimal, BigDecimal> ofDecimal)
      throws ExpressionException {
    Typed number = call.number(0);
    Code code =
        switch (number.type()) {
          case INT64 -> Strict.longs(number.longs(), ofLong);
          case DOUBLE -> Strict.doubles(number.doubles(), ofDouble);
          default -> Strict.object(number.<BigDecimal>objects(), ofDecimal);
        };
    return call.result(number.type(), code);
  }

  private static Typed sign(Call call) throws ExpressionException {
    Typed number = call.number(0);
    Code code =
        switch (number.type()) {
          case INT64 -> Strict.longs(number.longs(), Long::signum);
          case DOUBLE -> Strict.longOfDouble(number.doubles(), x -> x > 0 ? 1 : x < 0 ? -1 : 0);
          default -> Strict.longOf(number.<BigDecimal>objects(), BigDecimal::signum);
        };
    return call.result(FieldType.INT64, code);
  }

  private static Function real(String name, DoubleUnaryOperator function) {
    return Function.of(
        name, 1, call -> call.nullable(FieldType.DOUBLE, Strict.doubles(call.real(0), function)));
  }

  private static Typed reals(Call call, DoubleBinaryOperator function) throws ExpressionException {
    return call.nullable(FieldType.DOUBLE, Strict.doubles(call.real(0), call.real(1), function));
  }

  private static Typed mod(Call call) throws ExpressionException {
    return Arithmetic.of(
        call.offset(), ArithmeticOperator.REMAINDER, call.argument(0), call.argument(1));
  }
}
