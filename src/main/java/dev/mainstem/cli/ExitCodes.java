package dev.mainstem.cli;

import dev.mainstem.launch.JobException;
import dev.mainstem.launch.UsageException;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.EnvironmentException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one table from what went wrong to the exit code. */
final class ExitCodes {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  /** What was held against each other differs. */
  static final int DIFFERENT = 3;

  private static final Map<Class<? extends Throwable>, Integer> BY_EXCEPTION = table();

  private ExitCodes() {}

  private static Map<Class<? extends Throwable>, Integer> table() {
    Map<Class<? extends Throwable>, Integer> table = new LinkedHashMap<>();
    table.put(DefinitionException.class, WRONG_USE);
    table.put(UsageException.class, WRONG_USE);
    table.put(EnvironmentException.class, FAILED);
    table.put(JobException.class, FAILED);
    return table;
  }

  /** Whether what was thrown is meant for the user, rather than a fault of ours. */
  static boolean isExpected(Throwable thrown) {
    return BY_EXCEPTION.containsKey(thrown.getClass());
  }

  /** The exit code for what was thrown. */
  static int of(Throwable thrown) {
    return BY_EXCEPTION.getOrDefault(thrown.getClass(), FAILED);
  }
}
