package dev.mainstem.expression;

/**
 * A row for which an expression has no value: an integer overflow, or a cast that fails. The
 * message says which operation, what it expected and what it found.
 *
 * <p>Has no stack trace: it is thrown for rows, perhaps for many, and where in the evaluator it
 * arose tells nobody anything.
 */
public final class EvaluationException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 60;

  private final String rule;
  private final String found;

  EvaluationException(String operation, String expected, String found) {
    super(null, null, false, false);
    this.rule = operation + ": expected " + expected;
    this.found = found;
  }

  /** The operation and what it expected, without the value, so that equal faults count together. */
  public String rule() {
    return rule;
  }

  @Override
  public String getMessage() {
    return rule + ", found " + found;
  }

  /** A text as a message shows it: in quotes, and not all of a long one. */
  static String quoted(String text) {
    return "'" + shortened(text) + "'";
  }

  /** At most 60 characters of a text. */
  static String shortened(String text) {
    if (text.length() <= MAX_SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
    return text.substring(0, end) + "…";
  }
}
