package dev.mainstem.launch;

/**
 * What came out when something was looked at that a run needs.
 *
 * @param what was looked at
 * @param found in words; if the run would fail, with what to do
 */
public record Check(String what, Outcome outcome, String found) {

  /** Whether a run would do. */
  public enum Outcome {
    OK,
    WARN,
    FAIL
  }

  static Check ok(String what, String found) {
    return new Check(what, Outcome.OK, found);
  }

  static Check fail(String what, String found) {
    return new Check(what, Outcome.FAIL, found);
  }
}
