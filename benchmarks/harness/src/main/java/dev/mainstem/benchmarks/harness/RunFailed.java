package dev.mainstem.benchmarks.harness;

import java.util.List;

/**
 * A run that did not end well, or whose results are not those of the others: what was measured is
 * worth nothing.
 */
final class RunFailed extends RuntimeException {

  RunFailed(List<String> command, int exitCode, String output) {
    super("exit code " + exitCode + " of: " + String.join(" ", command) + "\n" + output);
  }

  RunFailed(String message) {
    super(message);
  }
}
