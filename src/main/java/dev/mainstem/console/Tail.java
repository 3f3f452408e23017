package dev.mainstem.console;

import dev.mainstem.spec.EnvironmentException;
import java.util.List;

/** The end of what is written somewhere, for one thread. */
interface Tail extends AutoCloseable {

  /** How many lines are kept of it at most. */
  int MOST = 2_000;

  /**
   * The newest lines, the oldest of them first.
   *
   * @throws EnvironmentException if they can't be read
   */
  List<String> lines();

  /** Lets go of what it reads with. */
  @Override
  default void close() {}
}
