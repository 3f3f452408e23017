package dev.mainstem.record;

/**
 * A record that can't be taken, and why: the way out of a parse, never of a bug.
 *
 * <p>Thrown for each bad record of what may be a bad file of millions, so it carries no stack
 * trace.
 */
public final class BadValue extends Exception {

  /** Between the rule and what was found. */
  static final String FOUND = ", found ";

  /** How the reason begins for which bytes are no message of their format. */
  static final String NO_MESSAGE = "expected a message of ";

  private static final long serialVersionUID = 1L;

  /** How much is told of what was found; the rest is in the record's own text. */
  static final int MAX_FOUND = 80;

  private final String rule;
  private final String found;

  /**
   * @param rule what was expected, without the value, so that equal faults can be counted together
   * @param found what was there instead; shortened, and left out where it is empty
   */
  public BadValue(String rule, String found) {
    super(null, null, false, false);
    this.rule = rule;
    this.found = found.length() <= MAX_FOUND ? found : found.substring(0, MAX_FOUND - 3) + "...";
  }

  /**
   * Bytes that are no message of their format.
   *
   * @param format what people call it, and what more was expected
   */
  public static BadValue message(String format, String found) {
    return new BadValue(NO_MESSAGE + format, found);
  }

  /** A text that is no value of its type. */
  static BadValue text(String expected, char[] text, int from, int to) {
    int end = Math.min(to, from + MAX_FOUND + 1);
    return new BadValue("expected " + expected, '"' + new String(text, from, end - from) + '"');
  }

  /** The same fault, told of a field. */
  BadValue in(String field) {
    return new BadValue(field + ": " + rule, found);
  }

  /** What was expected, without the value. */
  public String rule() {
    return rule;
  }

  /** The whole reason. */
  @Override
  public String getMessage() {
    return found.isEmpty() ? rule : rule + FOUND + found;
  }
}
