package dev.mainstem.launch;

/**
 * A launch that was asked for in a way that can't be served: a wrong option, outputs in the way.
 */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A wrong use.
   *
   * @param message what was found, what was expected, what to do
   */
  public UsageException(String message) {
    super(message);
  }
}
