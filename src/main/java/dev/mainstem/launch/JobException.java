package dev.mainstem.launch;

/** A job that started and failed. */
public final class JobException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failed job.
   *
   * @param message the first cause, in words, and where to read on
   */
  public JobException(String message) {
    super(message);
  }
}
