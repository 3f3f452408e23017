package dev.mainstem.expression;

import org.jspecify.annotations.Nullable;

/**
 * A compiled expression: a closure over the closures of its operands, one kind for each
 * representation of values. How null is told is the rule of {@link Frame#isNull}.
 */
sealed interface Code {

  /** Integers, and timestamps as milliseconds since 1970. */
  @FunctionalInterface
  non-sealed interface OfLong extends Code {
    long eval(Frame frame) throws EvaluationException;
  }

  /** Floats and doubles, always finite. */
  @FunctionalInterface
  non-sealed interface OfDouble extends Code {
    double eval(Frame frame) throws EvaluationException;
  }

  /** Booleans. */
  @FunctionalInterface
  non-sealed interface OfBoolean extends Code {
    boolean eval(Frame frame) throws EvaluationException;
  }

  /** Strings, decimals and dates. A null is also returned as null. */
  @FunctionalInterface
  non-sealed interface OfObject<T> extends Code {
    @Nullable T eval(Frame frame) throws EvaluationException;
  }
}
