package dev.mainstem.spec;

import java.util.function.UnaryOperator;

/**
 * What a definition names isn't there, can't be reached or can't be written: a file, a topic, a
 * broker, an output. The definition itself may be right.
 */
public final class EnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is missing, where it was looked for, and the way out
   */
  public EnvironmentException(String message) {
    super(message);
  }

  /** The same, with what it came from. */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * This one, if its text holds no secret; else one without it, and without the cause that may
   * repeat it.
   *
   * @param redact answers a text without its secrets
   */
  public EnvironmentException redacted(UnaryOperator<String> redact) {
    String said = String.valueOf(getMessage());
    String shown = redact.apply(said);
    return shown.equals(said) ? this : new EnvironmentException(shown);
  }
}
