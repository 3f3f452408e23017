package dev.mainstem.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What a Ctrl-C or a polite kill does: the first one stops the run cleanly, a second one ends it.
 */
final class Interrupts {

  private static final int SECOND_INTERRUPT = 130;

  private Interrupts() {}

  /**
   * Catches SIGINT and SIGTERM from now on.
   *
   * @param stop runs in a thread of its own at the first of them
   */
  static void onFirst(Runnable stop) {
    AtomicBoolean stopping = new AtomicBoolean();
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (stopping.getAndSet(true)) {
              Runtime.getRuntime().halt(SECOND_INTERRUPT);
            }
            new Thread(stop, "stop").start();
          });
    }
  }
}
