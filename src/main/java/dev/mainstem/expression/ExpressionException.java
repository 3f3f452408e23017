package dev.mainstem.expression;

/** An expression that can't be used: it does not parse, or its types do not fit. */
public final class ExpressionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  ExpressionException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text the offending token begins, in {@code char}s from 0. */
  public int offset() {
    return offset;
  }
}
