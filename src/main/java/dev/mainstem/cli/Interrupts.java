package dev.mainstem.cli;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a Ctrl-C or a polite kill does: the first one stops the run cleanly, a second one ends it.
 *
 * <p>{@code sun.misc.Signal} is the only way to hear the second one. It is called by reflection,
 * because the compiler warns of it whatever it is told.
 */
final class Interrupts {

  private static final int SECOND_INTERRUPT = 130;

  private Interrupts() {}

  /**
   * Catches SIGINT and SIGTERM from now on.
   *
   * @param stop runs in a thread of its own at the first of them
   * @throws IllegalStateException if this JVM has no signals
   */
  static void onFirst(Runnable stop) {
    AtomicBoolean stopping = new AtomicBoolean();
    Runnable handler =
        () -> {
          if (stopping.getAndSet(true)) {
            Runtime.getRuntime().halt(SECOND_INTERRUPT);
          }
          new Thread(stop, "stop").start();
        };
    for (String signal : List.of("INT", "TERM")) {
      handle(signal, handler);
    }
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't hear the signal " + name, e);
    }
  }
}
